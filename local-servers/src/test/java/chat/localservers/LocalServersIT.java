package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.MongoClients;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test of another module does with its site, over the drivers that services use. */
@LocalServers
@SuppressWarnings("try") // an interrupt while closing fails the test
class LocalServersIT {

  private final TestSite site;

  LocalServersIT(TestSite site) {
    this.site = site;
  }

  @Test
  void streams_publish_isStored() throws Exception {
    site.createStreams();
    site.createStreams();

    try (var nats = Nats.connect(backend())) {
      var js = nats.jetStream();
      String subject = "chat.room.canonical." + site.siteId() + ".create";
      assertThat(js.publish(subject, new byte[] {1}).getStream())
          .isEqualTo("ROOMS_" + site.siteId());
      assertThat(nats.jetStreamManagement().getStreamNames())
          .contains(
              "MESSAGES_" + site.siteId(),
              "MESSAGES_CANONICAL_" + site.siteId(),
              "OUTBOX_" + site.siteId(),
              "INBOX_" + site.siteId());
      assertThat(nats.jetStreamManagement().getAccountStatistics().getDomain())
          .isEqualTo(site.natsDomain());
    }
  }

  @Test
  void client_ownNamespace_isAllowedNothingElse() throws Exception {
    var errors = new LinkedBlockingQueue<String>();
    var options =
        new Options.Builder()
            .server(site.natsUrl())
            .authHandler(site.operator().login("dora", Instant.now(), Duration.ofMinutes(5)))
            .errorListener(
                new ErrorListener() {
                  @Override
                  public void errorOccurred(Connection c, String error) {
                    errors.add(error);
                  }
                })
            .build();
    try (var client = Nats.connect(options)) {
      var own = client.subscribe("chat.user.dora.>");
      client.publish("chat.user.dora.event.x", new byte[] {7});
      assertThat(own.nextMessage(Duration.ofSeconds(5)).getData()).containsExactly(7);

      client.publish("chat.user.erin.event.x", new byte[] {7});
      assertThat(errors.poll(5, TimeUnit.SECONDS))
          .contains("Permissions Violation for Publish to \"chat.user.erin.event.x\"");
    }
  }

  @Test
  void mongo_document_isFound() {
    try (var mongo = MongoClients.create(site.mongoUri())) {
      var rooms = mongo.getDatabase(site.mongoDb()).getCollection("rooms");
      rooms.insertOne(new Document("_id", "r1").append("name", "general"));
      assertThat(rooms.find(new Document("_id", "r1")).first()).containsEntry("name", "general");
    }
  }

  @Test
  void valkey_clusterClient_findsItsSlots() {
    try (var client = RedisClusterClient.create("redis://" + site.valkeyAddress());
        var connection = client.connect()) {
      assertThat(connection.sync().hset("room:" + site.siteId() + ":key", "pub", "x")).isTrue();
    }
  }

  @Test
  void valkey_standaloneClient_isServed() {
    try (var client = RedisClient.create("redis://" + site.standaloneValkeyAddress());
        var connection = client.connect()) {
      assertThat(connection.sync().info("server")).contains("server_mode:standalone");
    }
  }

  @Test
  void cassandra_keyspace_holdsTheMessageTables() {
    try (var session = session()) {
      var tables = session.getMetadata().getKeyspace(site.cassandraKeyspace()).orElseThrow();
      assertThat(tables.getTables().keySet())
          .extracting(name -> name.asInternal())
          .containsExactlyInAnyOrder(
              "messages_by_room",
              "messages_by_id",
              "thread_messages_by_room",
              "pinned_messages_by_room");
      session.execute(
          "INSERT INTO messages_by_id (message_id, created_at, msg, sender) VALUES ('m1', 5, 'hi',"
              + " {id: 'u1', account: 'dora'})");
      var row = session.execute("SELECT sender.account FROM messages_by_id").one();
      assertThat(row.getString(0)).isEqualTo("dora");
    }
  }

  @Test
  void cassandra_schemaAgain_changesNothing() throws Exception {
    CassandraSchema.apply(site.cassandraHosts(), site.cassandraKeyspace());

    assertThatThrownBy(() -> CassandraSchema.apply(site.cassandraHosts(), "Chat; x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class InNestedClass {

    @Test
    void site_isThatOfTheClassAround(TestSite nested) {
      assertThat(nested).isSameAs(site);
    }
  }

  @Test
  void site_otherNumber_isAnotherOne(@SiteNumber(2) TestSite other) {
    assertThat(other.siteId()).isNotEqualTo(site.siteId());
    assertThat(other.natsUrl()).isNotEqualTo(site.natsUrl());
  }

  @Test
  void federation_eventForTheOtherSite_arrivesInItsInbox(@SiteNumber(2) TestSite other)
      throws Exception {
    site.createStreams();
    other.createStreams(List.of(site));

    try (var here = Nats.connect(backend());
        var there =
            Nats.connect(
                Options.builder()
                    .server(other.natsUrl())
                    .authHandler(Nats.credentials(other.natsCreds().toString()))
                    .build())) {
      String inbox = "chat.inbox." + other.siteId() + ".aggregate.member_added";
      var arrivals = there.jetStream().subscribe(inbox);
      here.jetStream()
          .publish(
              "outbox.%s.to.%s.member_added".formatted(site.siteId(), other.siteId()),
              new byte[] {9});
      assertThat(arrivals.nextMessage(Duration.ofSeconds(10)).getData()).containsExactly(9);
    }
  }

  private Options backend() {
    return Options.builder()
        .server(site.natsUrl())
        .authHandler(Nats.credentials(site.natsCreds().toString()))
        .build();
  }

  private CqlSession session() {
    String[] address = site.cassandraHosts().split(":");
    return CqlSession.builder()
        .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
        .withLocalDatacenter("datacenter1")
        .withKeyspace(site.cassandraKeyspace())
        .build();
  }
}
