package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.model.RoomJob;
import chat.model.SampleUser;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.User;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConfig;
import chat.stores.ValkeyConnection;
import com.mongodb.client.model.Filters;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as its {@link Main} starts it, on real servers, given jobs through the stream. */
@LocalServers
class RoomWorkerIT {
  private static final Duration WAIT = Duration.ofSeconds(15);

  private static final Queue<Message> HEARD = new ConcurrentLinkedQueue<>();
  private static TestSite site;
  private static MongoConnection mongo;
  private static ValkeyConnection valkey;
  private static ValkeyRoomKeyStore keys;
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
    keys =
        new ValkeyRoomKeyStore(
            valkey,
            Duration.ofHours(1),
            Clock.systemUTC(),
            new RoomKeyMetrics(OpenTelemetry.noop().getMeter("test")));
    nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    Dispatcher ear = nats.createDispatcher(HEARD::add);
    ear.subscribe("chat.user.*.event.>");
    ear.subscribe("chat.user.*.response.>");
    nats.flush(WAIT);
    service = Main.start(new Env(environment(), Duration.ofSeconds(30), Clock.systemUTC()));
  }

  private static Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    return env;
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    nats.close();
    valkey.close();
    mongo.close();
  }

  private static String publish(RoomJob job, String body) throws Exception {
    String requestId = UUID.randomUUID().toString();
    nats.jetStream()
        .publish(
            NatsMessage.builder()
                .subject(Subjects.roomJob(site.siteId(), job))
                .headers(new Headers().put("X-Request-ID", requestId))
                .data(body.getBytes(UTF_8))
                .build());
    return requestId;
  }

  /** The result of a job, which is the last that is heard of it. */
  private static String run(String requester, RoomJob job, String body) throws Exception {
    String requestId = publish(job, body);
    String subject = Subjects.response(requester, requestId);
    await().atMost(WAIT).until(() -> HEARD.stream().anyMatch(m -> m.getSubject().equals(subject)));
    return HEARD.stream()
        .filter(m -> m.getSubject().equals(subject))
        .map(m -> new String(m.getData(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private static void people(String... accounts) {
    for (String account : accounts) {
      mongo
          .collection(CollectionNames.USERS, User.class)
          .insertOne(SampleUser.of(account).site(site.siteId()).make());
    }
  }

  private static Set<String> members(String roomId) {
    return mongo
        .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
        .find(Filters.eq("roomId", roomId))
        .map(s -> s.u().account())
        .into(new HashSet<>());
  }

  private static long heardKeys(String account, String roomId) {
    return HEARD.stream()
        .filter(m -> m.getSubject().equals(Subjects.roomKey(account)))
        .filter(m -> new String(m.getData(), UTF_8).contains("\"" + roomId + "\""))
        .count();
  }

  private static String create(String roomId, String requester, String other) {
    return ("{\"name\":\"Crew\",\"users\":[\"%s\"],\"orgs\":null,\"channels\":null,"
            + "\"resolvedUsers\":[\"%s\"],\"roomId\":\"%s\",\"requesterId\":\"?\","
            + "\"requesterAccount\":\"%s\",\"timestamp\":1767225600123}")
        .formatted(other, other, roomId, requester);
  }

  @Test
  void room_livesFromItsCreationToARemoval() throws Exception {
    people("a1", "a2", "a3");
    String room = "life" + site.siteId();
    keys.set(room, TestRoomWorker.PAIR);

    assertThat(run("a1", RoomJob.CREATE, create(room, "a1", "a2"))).contains("\"ok\"");
    assertThat(members(room)).containsExactlyInAnyOrder("a1", "a2");

    assertThat(
            run(
                "a1",
                RoomJob.MEMBER_ADD,
                "{\"roomId\":\"%s\",\"users\":[\"a3\"],\"requesterAccount\":\"a1\",\"timestamp\":1}"
                    .formatted(room)))
        .contains("\"ok\"");
    assertThat(heardKeys("a3", room)).isEqualTo(1);

    assertThat(
            run(
                "a1",
                RoomJob.MEMBER_REMOVE,
                "{\"roomId\":\"%s\",\"requester\":\"a1\",\"account\":\"a2\",\"timestamp\":2}"
                    .formatted(room)))
        .contains("\"ok\"");

    assertThat(members(room)).containsExactlyInAnyOrder("a1", "a3");
    assertThat(keys.get(room).orElseThrow().version()).isEqualTo(1);
    assertThat(heardKeys("a2", room)).as("keys of the removed member").isEqualTo(1);
    assertThat(heardKeys("a3", room)).isEqualTo(2);
    Room stored =
        mongo.collection(CollectionNames.ROOMS, Room.class).find(Filters.eq("_id", room)).first();
    assertThat(stored.userCount()).isEqualTo(2);
    await()
        .atMost(WAIT)
        .untilAsserted(
            () ->
                assertThat(
                        mongo.database().getCollection(MongoJobJournal.COLLECTION).countDocuments())
                    .isZero());
  }

  @Test
  void role_isChangedAndTold() throws Exception {
    people("b1", "b2");
    String room = "role" + site.siteId();
    keys.set(room, TestRoomWorker.PAIR);
    run("b1", RoomJob.CREATE, create(room, "b1", "b2"));

    publish(
        RoomJob.ROLE_UPDATE,
        "{\"roomId\":\"%s\",\"account\":\"b2\",\"newRole\":\"owner\",\"timestamp\":1}"
            .formatted(room));

    await()
        .atMost(WAIT)
        .until(
            () ->
                HEARD.stream()
                    .filter(m -> m.getSubject().equals(Subjects.subscriptionUpdate("b2")))
                    .anyMatch(m -> new String(m.getData(), UTF_8).contains("role_updated")));
  }

  @Test
  void directRoom_isMadeOnRequest() throws Exception {
    people("c1", "c2");
    Message reply =
        nats.request(
            NatsMessage.builder()
                .subject(Subjects.createDm(site.siteId()))
                .headers(new Headers().put("X-Request-ID", UUID.randomUUID().toString()))
                .data(
                    "{\"roomType\":\"dm\",\"requesterAccount\":\"c1\",\"otherAccount\":\"c2\"}"
                        .getBytes(UTF_8))
                .build(),
            WAIT);
    assertThat(new String(reply.getData(), UTF_8)).startsWith("{\"success\":true");
    assertThat(members("u-c1u-c2")).hasSize(2);
  }

  @Test
  void nonsense_endsNothing() throws Exception {
    for (RoomJob job : RoomJob.values()) {
      for (String body :
          List.of("", "{", "[1", "\u0000", "null", "{}", "{\"roomId\":7}", "x".repeat(900_000))) {
        publish(job, body);
      }
    }
    people("d1", "d2");
    String room = "sane" + site.siteId();
    keys.set(room, TestRoomWorker.PAIR);
    assertThat(run("d1", RoomJob.CREATE, create(room, "d1", "d2"))).contains("\"ok\"");
    assertThat(service.health().missing()).isEmpty();
  }
}
