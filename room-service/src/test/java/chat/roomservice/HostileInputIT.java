package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CollectionNames;
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
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a client or back-end may send and should not: the very answer, nothing changed in
 * MongoDB, Valkey and the streams, and the service goes on.
 */
@LocalServers
class HostileInputIT {
  private static final HostileTable TABLE =
      new HostileTable("src/test/resources/chat/roomservice/hostile.txt");
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static TestSite site;
  private static MongoConnection mongo;
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
    valkey =
        ValkeyConnection.open(
            ValkeyConfig.required(new EnvReader(Map.of("VALKEY_ADDRS", site.valkeyAddress()))));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .inboxPrefix("chat.server.response.")
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
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    env.put("VALKEY_KEY_GRACE_PERIOD", "24h");
    env.put("CASSANDRA_HOSTS", site.cassandraHosts());
    env.put("CASSANDRA_KEYSPACE", site.cassandraKeyspace());
    env.put("CASSANDRA_NUM_CONNS", "1");
    return env;
  }

  private static void fill() throws Exception {
    var documents = new Documents();
    User dora = person(documents, "dora");
    User kenji = person(documents, "kenji");
    User erin = person(documents, "erin");
    person(documents, "mallory");
    for (String room : List.of("r1", "r2")) {
      documents.room(SampleRoom.of(room + site.siteId()).site(site.siteId()).make());
      ask(
          "chat.server.request.room.%s.key.ensure".formatted(site.siteId()),
          "{\"roomId\":\"%s%s\"}".formatted(room, site.siteId()));
    }
    documents.room(
        SampleRoom.of("d1" + site.siteId()).type(RoomType.DM).site(site.siteId()).make());
    documents.subscription(SampleSubscription.of("r1" + site.siteId(), dora).owner());
    documents.member("r1" + site.siteId(), kenji);
    documents.subscription(SampleSubscription.of("r2" + site.siteId(), erin).owner());
    documents.subscription(
        SampleSubscription.of("d1" + site.siteId(), kenji).direct(RoomType.DM, "erin"));
    mongo.collection(CollectionNames.USERS, User.class).insertMany(documents.users);
    mongo.collection(CollectionNames.ROOMS, Room.class).insertMany(documents.rooms);
    mongo
        .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
        .insertMany(documents.subscriptions);
  }

  private static User person(Documents documents, String account) {
    return documents.user(SampleUser.of(account).site(site.siteId()));
  }

  @AfterAll
  static void stop() throws Exception {
    TABLE.update();
    service.close();
    nats.close();
    valkey.close();
    mongo.close();
  }

  private static String ask(String subject, String body) throws Exception {
    Message reply =
        nats.request(
            NatsMessage.builder()
                .subject(subject)
                .headers(new Headers().put("X-Request-ID", UUID.randomUUID().toString()))
                .data(body.getBytes(UTF_8))
                .build(),
            WAIT);
    assertThat(reply).as("reply to " + subject).isNotNull();
    return new String(reply.getData(), UTF_8);
  }

  private static Map<String, String> digest() throws Exception {
    List<String> streams =
        Stream.of("ROOMS_", "INBOX_", "OUTBOX_", "MESSAGES_", "MESSAGES_CANONICAL_")
            .map(name -> name + site.siteId())
            .toList();
    return SiteDigest.of(mongo, valkey, nats, streams, Set.of());
  }

  static Stream<HostileTable.Line> lines() throws IOException {
    return TABLE.lines();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void hostileInput_getsItsAnswerAndChangesNothing(HostileTable.Line line) throws Exception {
    Map<String, String> before = digest();

    String answer = ask(line.where(site.siteId()), line.body(site.siteId()));

    assertThat(TABLE.agrees(line, answer, site.siteId())).as("%s: %s", line, answer).isTrue();
    assertThat(digest()).as(line.toString()).isEqualTo(before);
    assertThat(ask("chat.user.kenji.request.rooms.get.r1" + site.siteId(), ""))
        .as("still answering")
        .startsWith("{\"id\":\"r1" + site.siteId());
  }
}
