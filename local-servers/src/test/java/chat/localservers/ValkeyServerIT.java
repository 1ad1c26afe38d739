package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.ValkeyServer.Mode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // servers are closed and started again
class ValkeyServerIT {

  @TempDir private Path temp;

  @Test
  void durableCluster_killedAndRestarted_keepsAddressAndData() throws Exception {
    try (var server = server("a", Mode.CLUSTER, true)) {
      server.start();
      String address = server.address();
      try (var client = RedisClusterClient.create("redis://" + address)) {
        client.connect().sync().hset("room:r1:key", "pub", "x");
      }
      server.kill();
      assertThat(server.alive()).isFalse();
      server.start();

      assertThat(server.address()).isEqualTo(address);
      try (var client = RedisClusterClient.create("redis://" + address)) {
        assertThat(client.connect().sync().hget("room:r1:key", "pub")).isEqualTo("x");
      }
    }
  }

  @Test
  void cluster_nodesFileLost_getsItsSlotsAgain() throws Exception {
    try (var server = server("a", Mode.CLUSTER, false)) {
      server.start();
      server.close();
      Files.delete(temp.resolve("a/nodes.conf"));
      server.start();

      try (var client = RedisClusterClient.create("redis://" + server.address())) {
        assertThat(client.connect().sync().set("k", "v")).isEqualTo("OK");
      }
    }
  }

  @Test
  void notDurable_restarted_isEmpty() throws Exception {
    try (var server = server("a", Mode.STANDALONE, false)) {
      server.start();
      ask(server.address(), commands -> commands.set("k", "v"));
      server.close();
      server.start();

      String value = ask(server.address(), commands -> commands.get("k"));
      assertThat(value).isNull();
    }
  }

  @Test
  void strangerOnThePort_isLeftAlone_andOtherPortsAreTaken() throws Exception {
    try (var stranger = server("a", Mode.STANDALONE, false)) {
      stranger.start();
      int taken = Integer.parseInt(stranger.address().split(":")[1]);
      try (var server = onPorts("b", new KeptPorts(List.of(taken, taken + 1)))) {
        server.start();

        assertThat(server.address()).isNotEqualTo(stranger.address());
        ask(server.address(), commands -> commands.set("k", "v"));
        String value = ask(stranger.address(), commands -> commands.get("k"));
        assertThat(value).isNull();
        assertThat(stranger.alive()).isTrue();
      }
    }
  }

  @Test
  void strangerOnTheKeptPort_restartIsRefused() throws Exception {
    try (var first = server("a", Mode.STANDALONE, false)) {
      first.start();
      int port = Integer.parseInt(first.address().split(":")[1]);
      first.close();
      try (var stranger = onPorts("b", new KeptPorts(List.of(port, port + 1)))) {
        stranger.start();

        assertThat(stranger.address()).isEqualTo(first.address());
        assertThatThrownBy(first::start).isInstanceOf(ServerStartException.class);
        assertThat(stranger.alive()).isTrue();
        assertThat(first.alive()).isFalse();
      }
    }
  }

  @Test
  void sameFolderTwice_isRefused() throws Exception {
    try (var server = server("a", Mode.STANDALONE, false);
        var second = server("a", Mode.STANDALONE, false)) {
      server.start();

      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already runs, as process");
    }
  }

  private static <T> T ask(String address, Function<RedisCommands<String, String>, T> question) {
    try (var client = RedisClient.create("redis://" + address);
        var connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  private ValkeyServer server(String folder, Mode mode, boolean durable) throws Exception {
    return new ValkeyServer(ThisMachine.valkey(), temp.resolve(folder), mode, durable);
  }

  private ValkeyServer onPorts(String folder, KeptPorts ports) throws Exception {
    return new ValkeyServer(
        ThisMachine.valkey(), temp.resolve(folder), Mode.STANDALONE, false, ports);
  }
}
