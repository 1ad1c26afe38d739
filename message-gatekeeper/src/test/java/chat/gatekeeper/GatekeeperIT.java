package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.MemberRemoved;
import chat.model.MessageEvent;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import chat.model.Streams;
import chat.model.Subjects;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on real servers. */
@LocalServers
class GatekeeperIT {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestSite site;
  private MongoConnection mongo;
  private Connection client;
  private ServiceContext service;

  GatekeeperIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void start() throws Exception {
    site.createStreams();
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    client =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .supportUTF8Subjects()
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    service = Main.start(new Env(env, Duration.ofSeconds(20), Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    mongo.close();
    client.close();
  }

  private static String messageId() {
    return "IT%018d".formatted(NUMBER.incrementAndGet());
  }

  private void subscribe(String room, String account, String... roles) {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", room + account)
                .append("u", new Document("_id", "u-" + account).append("account", account))
                .append("roomId", room)
                .append("roles", List.of(roles)));
  }

  private void room(String room, int members) {
    mongo
        .database()
        .getCollection("rooms")
        .insertOne(
            new Document("_id", room).append("type", "channel").append("userCount", members));
  }

  private String send(String account, String room, String body) throws Exception {
    String rid = UUID.randomUUID().toString();
    Subscription answers = client.subscribe("chat.user." + account + ".response." + rid);
    var headers = new Headers().put("X-Request-ID", "corr-1");
    client.publish(
        subject(account, room), headers, body.replace("RID", rid).getBytes(StandardCharsets.UTF_8));
    Message answer = answers.nextMessage(WAIT);
    answers.unsubscribe();
    assertThat(answer).as("an answer").isNotNull();
    assertThat(answer.getHeaders().getFirst("X-Request-ID")).isEqualTo("corr-1");
    return new String(answer.getData(), StandardCharsets.UTF_8);
  }

  private String subject(String account, String room) {
    return "chat.user." + account + ".room." + room + "." + site.siteId() + ".msg.send";
  }

  private static String body(String id, String more) {
    return "{\"id\":\"%s\",\"content\":\"hello\",\"requestId\":\"RID\"%s}".formatted(id, more);
  }

  private Message lastCanonical() throws Exception {
    var management = client.jetStreamManagement();
    String stream = Streams.messagesCanonical(site.siteId()).name();
    var info =
        management.getLastMessage(stream, "chat.msg.canonical." + site.siteId() + ".created");
    return io.nats.client.impl.NatsMessage.builder()
        .subject(info.getSubject())
        .headers(info.getHeaders())
        .data(info.getData())
        .build();
  }

  @Test
  void whoWasRemoved_isRefusedAtOnce() throws Exception {
    room("left", 2);
    subscribe("left", "kenji");
    assertThat(send("kenji", "left", body(messageId(), ""))).contains("hello");
    mongo.database().getCollection("subscriptions").deleteOne(new Document("_id", "leftkenji"));
    var removed =
        new MemberRemoved("member_removed", "left", List.of("kenji"), site.siteId(), "", 1);
    client.publish(Subjects.memberEvent("left"), Json.write(removed));
    client.flush(WAIT);
    assertThat(send("kenji", "left", body(messageId(), ""))).contains("error");
  }

  @Test
  void message_isStoredInTheCanonicalStreamAndAnswered() throws Exception {
    subscribe("r1", "kenji", "member");
    room("r1", 3);
    String id = messageId();
    String answer = send("kenji", "r1", body(id, ""));
    Message canonical = lastCanonical();
    assertThat(canonical.getHeaders().getFirst("Nats-Msg-Id")).isEqualTo(id);
    assertThat(canonical.getHeaders().getFirst("X-Request-ID")).isEqualTo("corr-1");
    MessageEvent event = Json.read(canonical.getData(), MessageEvent.class);
    assertThat(event.event()).isEqualTo("created");
    assertThat(event.siteId()).isEqualTo(site.siteId());
    assertThat(event.message().userId()).isEqualTo("u-kenji");
    assertThat(event.timestamp()).isEqualTo(event.message().createdAt().toEpochMilli());
    assertThat(answer).isEqualTo(new String(Json.write(event.message()), StandardCharsets.UTF_8));
  }

  @Test
  void ownMessageAgain_isAnsweredWithTheStoredTime_foreignIdRefused() throws Exception {
    subscribe("r2", "kenji", "owner");
    subscribe("r2", "marie", "owner");
    String id = messageId();
    String first = send("kenji", "r2", body(id, ""));
    assertThat(send("kenji", "r2", body(id, ""))).isEqualTo(first);
    assertThat(send("marie", "r2", body(id, "")))
        .isEqualTo("{\"error\":\"message ID \\\"" + id + "\\\" is already in use\"}");
  }

  @Test
  void accountBeyondAscii_isAnswered() throws Exception {
    subscribe("räum", "jürgen", "owner");
    assertThat(send("jürgen", "räum", body(messageId(), "")))
        .contains("\"roomId\":\"räum\"", "\"userAccount\":\"jürgen\"");
  }

  @Test
  void largeRoomAndStranger_areRefused() throws Exception {
    subscribe("r3", "kenji", "member");
    room("r3", 501);
    assertThat(send("kenji", "r3", body(messageId(), "")))
        .isEqualTo(
            "{\"error\":\"posting is restricted to owners and admins in this room\","
                + "\"code\":\"large_room_post_restricted\"}");
    assertThat(send("marie", "r3", body(messageId(), "")))
        .isEqualTo("{\"error\":\"user marie is not subscribed to room r3\"}");
  }

  @Test
  void quote_isFetchedFromHistory_orRefusedWithoutResponders() throws Exception {
    subscribe("r4", "kenji", "owner");
    String quoting = ",\"quotedParentMessageId\":\"Hh7Ii8Jj9Kk0Ll1Mm2Nn\"";
    assertThat(send("kenji", "r4", body(messageId(), quoting)))
        .isEqualTo(
            "{\"error\":\"fetch quoted parent Hh7Ii8Jj9Kk0Ll1Mm2Nn: history request: nats: no"
                + " responders available for request\"}");
    var history =
        client.createDispatcher(
            m -> client.publish(m.getReplyTo(), Json.write(stored("Hh7Ii8Jj9Kk0Ll1Mm2Nn", "r4"))));
    history.subscribe(
        "chat.user.*.request.room.*." + site.siteId() + ".msg.get", "history-service");
    client.flush(WAIT);
    assertThat(send("kenji", "r4", body(messageId(), quoting)))
        .contains(
            "\"messageLink\":\"http://localhost:3000/r4/Hh7Ii8Jj9Kk0Ll1Mm2Nn\"", "\"msg\":\"six\"");
    client.closeDispatcher(history);
  }

  private static StoredMessage stored(String id, String room) {
    return new StoredMessage(
        room,
        Instant.parse("2026-02-02T02:30:00.125Z"),
        id,
        new StoredParticipant("u-1", "", "", "", "", false, "marie"),
        "six",
        List.of(),
        List.of(),
        null,
        null,
        null,
        false,
        null,
        "",
        null,
        null,
        "",
        Map.of(),
        false,
        "",
        chat.model.Bytes.EMPTY,
        "",
        null,
        null,
        "",
        null,
        null);
  }

  @Test
  void hostileTraffic_isAcknowledgedAndTheServiceLivesOn() throws Exception {
    subscribe("r5", "kenji", "owner");
    String base = "chat.user.kenji.room.r5." + site.siteId() + ".msg.";
    for (byte[] garbage :
        List.of(
            new byte[0],
            new byte[] {0},
            new byte[1_000_000],
            "[]".getBytes(StandardCharsets.UTF_8))) {
      client.publish(base + "send", garbage);
      client.publish(base + "edit", garbage);
    }
    client.publish(
        base + "send",
        body(messageId(), "").replace("RID", "a.*.>").getBytes(StandardCharsets.UTF_8));
    assertThat(send("kenji", "r5", body(messageId(), ""))).contains("\"content\":\"hello\"");
    await().atMost(WAIT).until(() -> pending() == 0);
  }

  private long pending() throws Exception {
    ConsumerInfo info =
        client
            .jetStreamManagement()
            .getConsumerInfo(Streams.messages(site.siteId()).name(), "message-gatekeeper");
    return info.getNumPending() + info.getNumAckPending();
  }

  @Test
  void durable_isThatOfTheContract() throws Exception {
    await().atMost(WAIT).until(() -> service.health().missing().isEmpty());
    var configuration =
        client
            .jetStreamManagement()
            .getConsumerInfo(Streams.messages(site.siteId()).name(), "message-gatekeeper")
            .getConsumerConfiguration();
    assertThat(configuration.getAckWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(configuration.getMaxDeliver()).isEqualTo(5);
    assertThat(configuration.getMaxPullWaiting()).isEqualTo(512);
    assertThat(configuration.getMaxAckPending()).isEqualTo(1000);
    assertThat(configuration.getFilterSubjects()).isNullOrEmpty();
  }
}
