package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Needs a Docker engine: {@code ./chat test} leaves the tag out where there is none, and says so.
 */
@Tag("docker")
@SuppressWarnings("try") // an interrupt while closing fails the test
class ContainerServersIT {

  @TempDir private static Path temp;
  private static OperatorKeys operator;
  private static ContainerServers servers;

  @BeforeAll
  static void engine() throws Exception {
    assertThat(DockerEngine.answers()).as("a Docker engine answers within 3 s").isTrue();
    operator = LocalOperator.in(temp.resolve("keys"), Instant.now());
    servers = new ContainerServers(operator);
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void nats_eventForTheOtherSite_arrivesInItsInbox() throws Exception {
    try (var one = connect(1);
        var two = connect(2)) {
      var remote = new Federation.Remote("s1", ServerSource.domain(1));
      Federation.ensure(one.jetStreamManagement(), Federation.streams("s1", List.of()));
      Federation.ensure(two.jetStreamManagement(), Federation.streams("s2", List.of(remote)));
      var arrivals = two.jetStream().subscribe("chat.inbox.s2.aggregate.>");

      one.jetStream().publish("outbox.s1.to.s2.member_added", new byte[] {9});

      assertThat(arrivals.nextMessage(Duration.ofSeconds(30)).getData()).containsExactly(9);
    }
  }

  @Test
  void valkey_servesClusterAndStandaloneClients() throws Exception {
    try (var client =
        RedisClusterClient.create("redis://" + servers.address(ServerKind.VALKEY, 1))) {
      assertThat(client.connect().sync().set("k", "v")).isEqualTo("OK");
    }
    try (var client =
        RedisClient.create("redis://" + servers.address(ServerKind.STANDALONE_VALKEY, 1))) {
      assertThat(client.connect().sync().get("k")).isNull();
    }
  }

  @Test
  void mongo_answers() throws Exception {
    try (var client = MongoClients.create(servers.address(ServerKind.MONGO, 1))) {
      client.getDatabase("chat").getCollection("rooms").insertOne(new Document("_id", "r1"));
    }
  }

  @Test
  void cassandra_takesTheSchema() throws Exception {
    CassandraSchema.apply(servers.address(ServerKind.CASSANDRA, 1), "chat");
  }

  @Test
  void search_answers() throws Exception {
    var index = new SearchIndices(servers.address(ServerKind.SEARCH, 1));

    assertThat(index.matching("nothing-*")).isEmpty();
  }

  private static Connection connect(int number) throws Exception {
    return Nats.connect(
        Options.builder()
            .server(servers.address(ServerKind.NATS, number))
            .authHandler(Nats.credentials(operator.backendCreds().toString()))
            .build());
  }
}
