package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.CreateRoomRequest;
import chat.model.Json;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as its {@link Main} starts it, on real servers, asked over NATS. */
@LocalServers
class RoomServiceIT {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static TestSite site;
  private static MongoConnection mongo;
  private static Connection nats;
  private static ServiceContext service;

  @BeforeAll
  static void start(TestSite testSite) throws Exception {
    site = testSite;
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .inboxPrefix("chat.server.response.") // as another service asks
                .build());
    service = Main.start(new Env(environment(), Duration.ofSeconds(30), Clock.systemUTC()));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    nats.close();
    mongo.close();
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

  private static String ask(String subject, @Nullable String requestId, String body)
      throws Exception {
    var headers = new Headers();
    if (requestId != null) {
      headers.put("X-Request-ID", requestId);
    }
    Message reply =
        nats.request(
            NatsMessage.builder()
                .subject(subject)
                .headers(headers.isEmpty() ? null : headers)
                .data(body.getBytes(UTF_8))
                .build(),
            WAIT);
    assertThat(reply).as("reply to " + subject).isNotNull();
    return new String(reply.getData(), UTF_8);
  }

  private static User person(String account) {
    User user = SampleUser.of(account).site(site.siteId()).make();
    mongo.collection(CollectionNames.USERS, User.class).insertOne(user);
    return user;
  }

  private static void store(Documents documents) {
    mongo.collection(CollectionNames.ROOMS, Room.class).insertMany(documents.rooms);
    mongo
        .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
        .insertMany(documents.subscriptions);
    if (!documents.rows.isEmpty()) {
      mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class).insertMany(documents.rows);
    }
  }

  private static MessageInfo lastJob() throws Exception {
    String stream = "ROOMS_" + site.siteId();
    var management = nats.jetStreamManagement();
    return management.getMessage(
        stream, management.getStreamInfo(stream).getStreamState().getLastSequence());
  }

  @Test
  void createdRoom_hasAKeyAndAJobInTheStream() throws Exception {
    person("create1");
    person("create2");
    String requestId = UUID.randomUUID().toString();

    String reply =
        ask(
            "chat.user.create1.request.room.%s.create".formatted(site.siteId()),
            requestId,
            "{\"name\":\"Crew\",\"users\":[\"create2\"]}");

    MessageInfo job = lastJob();
    var body = Json.read(job.getData(), CreateRoomRequest.class);
    assertThat(reply)
        .isEqualTo(
            "{\"status\":\"accepted\",\"roomId\":\"%s\",\"roomType\":\"channel\"}"
                .formatted(body.roomId()));
    assertThat(job.getSubject())
        .isEqualTo("chat.room.canonical.%s.create".formatted(site.siteId()));
    assertThat(job.getHeaders().getFirst("X-Request-ID")).isEqualTo(requestId);
    assertThat(job.getHeaders().containsKey("Nats-Msg-Id")).isFalse();
    assertThat(ask(ensureSubject(), null, "{\"roomId\":\"%s\"}".formatted(body.roomId())))
        .isEqualTo("{\"roomId\":\"%s\",\"version\":0}".formatted(body.roomId()));
  }

  private static String ensureSubject() {
    return "chat.server.request.room.%s.key.ensure".formatted(site.siteId());
  }

  @Test
  void memberOfARoom_seesItsMembersAndItsKey() throws Exception {
    String room = "room" + site.siteId();
    var documents = new Documents();
    User dora = person("query1");
    documents.room(SampleRoom.of(room).site(site.siteId()).make());
    documents.member(room, dora);
    documents.row(room, dora, 0);
    store(documents);
    String subject = "chat.user.query1.request.room.%s.%s.".formatted(room, site.siteId());

    assertThat(ask(subject + "member.list", null, "{\"enrich\":true}"))
        .contains("\"account\":\"query1\",\"engName\":\"E query1\"");
    assertThat(ask("chat.user.query1.request.rooms.list", null, "")).contains(room);
    assertThat(ask("chat.user.query1.request.rooms.get." + room, null, "")).contains(room);
    assertThat(ask(subject + "key.get", null, ""))
        .isEqualTo("{\"error\":\"room key not available\"}");
    ask(ensureSubject(), null, "{\"roomId\":\"%s\"}".formatted(room));
    assertThat(ask(subject + "key.get", null, "{}"))
        .startsWith("{\"roomId\":\"%s\",\"version\":0,\"privateKey\":\"".formatted(room));
    assertThat(
            ask(
                "chat.server.request.room.%s.info.batch".formatted(site.siteId()),
                null,
                "{\"roomIds\":[\"%s\",\"gone\"]}".formatted(room)))
        .contains("\"keyVersion\":0")
        .endsWith(",{\"roomId\":\"gone\",\"found\":false}]}");
  }

  @Test
  void changes_becomeJobsAndReadingIsMarked() throws Exception {
    String room = "jobs" + site.siteId();
    var documents = new Documents();
    User owner = person("change1");
    person("change2");
    documents.room(SampleRoom.of(room).site(site.siteId()).make());
    documents.subscription(SampleSubscription.of(room, owner).owner());
    documents.member(room, SampleUser.of("change3").make());
    store(documents);
    String subject = "chat.user.change1.request.room.%s.%s.".formatted(room, site.siteId());
    String accepted = "{\"status\":\"accepted\"}";

    assertThat(ask(subject + "member.add", null, "{\"users\":[\"change2\"]}")).isEqualTo(accepted);
    assertThat(lastJob().getSubject()).endsWith(".member.add");
    assertThat(lastJob().getHeaders()).as("no request id, no trace: no header at all").isNull();
    assertThat(ask(subject + "member.remove", "any text", "{\"account\":\"change3\"}"))
        .isEqualTo(accepted);
    assertThat(lastJob().getHeaders().getFirst("X-Request-ID")).isEqualTo("any text");
    assertThat(
            ask(
                subject + "member.role-update",
                null,
                "{\"account\":\"change3\",\"newRole\":\"owner\"}"))
        .isEqualTo(accepted);
    assertThat(lastJob().getSubject()).endsWith(".member.role-update");
    assertThat(ask(subject + "message.read", null, "")).isEqualTo(accepted);
    assertThat(ask(subject + "message.read-receipt", null, "{\"messageId\":\"none\"}"))
        .isEqualTo("{\"error\":\"message not found\"}");
    assertThat(ask("chat.user.change1.request.orgs.none.members", null, ""))
        .isEqualTo("{\"error\":\"invalid org\"}");
  }

  @Test
  void keyGet_isRefusedWhereEveryClientMayListen() throws Exception {
    try (Connection shared =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build())) {
      Message reply =
          shared.request(
              "chat.user.x.request.room.r.%s.key.get".formatted(site.siteId()), new byte[0], WAIT);
      assertThat(new String(reply.getData(), UTF_8))
          .isEqualTo("{\"error\":\"invalid request: the reply inbox must be private\"}");
    }
  }

  @Test
  void nonsense_endsNothing() throws Exception {
    for (String operation :
        List.of("room.%s.create", "room.r.%s.member.list", "room.r.%s.key.get")) {
      for (String body : List.of("", "{", "[1", "\u0000", "x".repeat(900_000))) {
        String subject = "chat.user.nobody.request." + operation.formatted(site.siteId());
        assertThat(ask(subject, UUID.randomUUID().toString(), body)).startsWith("{\"error\":\"");
      }
    }
    assertThat(service.health().missing()).isEmpty();
  }

  @Test
  void stream_thatIsMissingIsNamed() {
    Map<String, String> elsewhere = environment();
    elsewhere.put("SITE_ID", site.siteId() + "x");
    assertThatThrownBy(
            () -> Main.start(new Env(elsewhere, Duration.ofMillis(200), Clock.systemUTC())))
        .hasStackTraceContaining("ROOMS_" + site.siteId() + "x");
  }
}
