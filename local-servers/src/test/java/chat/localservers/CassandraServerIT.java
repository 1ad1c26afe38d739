package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraServerIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path temp;

  @Test
  void killedAndRestarted_keepsAddressSchemaAndRows() throws Exception {
    try (var server = server("a", new KeptPorts(2))) {
      server.start();
      String address = server.address();
      CassandraSchema.apply(address, "chat");
      execute(address, "INSERT INTO chat.messages_by_id (message_id, created_at) VALUES ('m', 1)");
      server.kill();
      server.start();

      assertThat(server.address()).isEqualTo(address);
      CassandraSchema.apply(address, "chat");
      // IF EXISTS writes only what was there before
      execute(
          address,
          "UPDATE chat.messages_by_id SET msg = 'x' WHERE message_id = 'm' AND created_at = 1"
              + " IF EXISTS");
      assertThatThrownBy(() -> execute(address, "SELECT nothing FROM chat.messages_by_id"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing");
    }
  }

  @Test
  void strangerOnThePort_isLeftAlone_andOtherPortsAreTaken() throws Exception {
    try (var stranger = server("a", new KeptPorts(2))) {
      stranger.start();
      int taken = Integer.parseInt(stranger.address().split(":")[1]);
      try (var server = server("b", new KeptPorts(List.of(taken, taken + 1)))) {
        server.start();

        assertThat(server.clusterName()).isNotEqualTo(stranger.clusterName());
        assertThat(clusterAt(server.address())).isEqualTo(server.clusterName());
        assertThat(clusterAt(stranger.address())).isEqualTo(stranger.clusterName());
      }
    }
  }

  private static void execute(String address, String statement) throws IOException {
    try (var connection = CqlConnection.open(address, TIMEOUT)) {
      connection.execute(statement);
    }
  }

  private static String clusterAt(String address) throws IOException {
    try (var connection = CqlConnection.open(address, TIMEOUT)) {
      return connection.clusterName();
    }
  }

  private CassandraServer server(String name, KeptPorts ports) {
    return new CassandraServer(
        ThisMachine.javaHomes().java17(),
        ThisMachine.CHECKOUT,
        temp.resolve(name),
        name,
        false,
        ports);
  }
}
