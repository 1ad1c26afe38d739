package chat.historyservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.MessageBuckets;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.CassandraDigest;
import chat.stores.HostileTable;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.SiteDigest;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a client may ask for and should not: the very answer, nothing changed in MongoDB,
 * Cassandra, Valkey and the streams, and the service goes on.
 */
@LocalServers
class HostileInputIT {
  private static final HostileTable TABLE =
      new HostileTable("src/test/resources/chat/historyservice/hostile.txt");
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Instant NOW = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

  private static TestSite site;
  private static MongoConnection mongo;
  private static CassandraConnection cassandra;
  private static ValkeyConnection valkey;
  private static Connection nats;
  private static ServiceContext service;

  @BeforeAll
  static void start(TestSite testSite) throws Exception {
    site = testSite;
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    valkey =
        ValkeyConnection.open(
            ValkeyConfig.required(new EnvReader(Map.of("VALKEY_ADDRS", site.valkeyAddress()))));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    service = Main.start(new Env(environment(), Duration.ofSeconds(30), Clock.systemUTC()));
    fill();
  }

  private static Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("CASSANDRA_HOSTS", site.cassandraHosts());
    env.put("CASSANDRA_KEYSPACE", site.cassandraKeyspace());
    env.put("CASSANDRA_NUM_CONNS", "1");
    return env;
  }

  private static void fill() {
    for (String room : List.of("r1", "r2")) {
      mongo
          .database()
          .getCollection("rooms")
          .insertOne(
              new Document("_id", room)
                  .append("createdAt", Date.from(NOW.minus(Duration.ofDays(1))))
                  .append("lastMsgAt", Date.from(NOW)));
    }
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", "s1")
                .append("roomId", "r1")
                .append("historySharedSince", Date.from(NOW.minus(Duration.ofHours(1))))
                .append("u", new Document("_id", "u-112").append("account", "kenji")));
    var tables = new MessageTables(cassandra.session(), MessageBuckets.ofHours(72));
    tables.insert(
        new Change(Samples.plain("r1", "m1", NOW.minusSeconds(60))).threadRoomId("t1").make());
    tables.insert(
        new Change(Samples.plain("r1", "maries", NOW.minusSeconds(50)))
            .sender(Samples.MARIE)
            .make());
    tables.insert(
        new Change(Samples.plain("r1", "gone", NOW.minusSeconds(40))).deleted(true).make());
    tables.insert(Samples.plain("r1", "hidden", NOW.minus(Duration.ofHours(2))));
    tables.insertReply(Samples.reply("r1", "reply", NOW.minusSeconds(30), "m1", "t1"));
    tables.insert(Samples.plain("r2", "m2", NOW.minusSeconds(60)));
  }

  @AfterAll
  static void stop() throws Exception {
    TABLE.update();
    service.close();
    nats.close();
    valkey.close();
    cassandra.close();
    mongo.close();
  }

  private static String ask(String subject, String body) throws Exception {
    Message reply = nats.request(subject, body.getBytes(UTF_8), WAIT);
    assertThat(reply).as("reply to " + subject).isNotNull();
    return new String(reply.getData(), UTF_8);
  }

  private static Map<String, Object> digest() throws Exception {
    List<String> streams =
        Stream.of("ROOMS_", "INBOX_", "OUTBOX_", "MESSAGES_", "MESSAGES_CANONICAL_")
            .map(name -> name + site.siteId())
            .toList();
    Map<String, Object> all = new TreeMap<>(SiteDigest.of(mongo, valkey, nats, streams, Set.of()));
    all.putAll(CassandraDigest.of(cassandra.session()));
    return all;
  }

  static Stream<HostileTable.Line> lines() throws IOException {
    return TABLE.lines();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void hostileInput_getsItsAnswerAndChangesNothing(HostileTable.Line line) throws Exception {
    Map<String, Object> before = digest();

    String answer = ask(line.where(site.siteId()), line.body(site.siteId()));

    assertThat(TABLE.agrees(line, answer, site.siteId())).as("%s: %s", line, answer).isTrue();
    assertThat(digest()).as(line.toString()).isEqualTo(before);
    assertThat(service.health().missing()).isEmpty();
  }
}
