package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.JobResult;
import chat.model.Json;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.runtime.WorkerProbe;
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
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every job and request that makes no sense: why it is given up, what is answered, nothing changed
 * in MongoDB, Valkey and the streams, nobody told but the requester, and the service goes on.
 */
@LocalServers
class HostileInputIT {
  private static final HostileTable TABLE =
      new HostileTable("src/test/resources/chat/roomworker/hostile.txt");
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static final Queue<Message> HEARD = new ConcurrentLinkedQueue<>();
  private static TestSite site;
  private static MongoConnection mongo;
  private static ValkeyConnection valkey;
  private static Connection nats;
  private static WorkerProbe probe;
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
                .build());
    nats.createDispatcher(HEARD::add).subscribe("chat.user.>").subscribe("chat.room.*.event.>");
    nats.flush(WAIT);
    service = Main.start(new Env(environment(), Duration.ofSeconds(30), Clock.systemUTC()));
    probe = new WorkerProbe(nats, Durables.roomWorker(site.siteId()));
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
    env.put("CONSUMER_MAX_DELIVER", "1");
    env.put("ROOM_KEY_REPLICATION_ENABLED", "true");
    return env;
  }

  private static void fill() {
    var documents = new Documents();
    User dora = person(documents, "dora", site.siteId());
    User kenji = person(documents, "kenji", site.siteId());
    person(documents, "mallory", site.siteId());
    person(documents, "faraway", "elsewhere");
    for (String name : List.of("r1", "k1")) {
      String room = name + site.siteId();
      documents.rooms.add(SampleRoom.of(room).site(site.siteId()).make());
      documents.owner(room, dora);
      documents.member(room, kenji);
    }
    String direct = "d1" + site.siteId();
    documents.rooms.add(SampleRoom.of(direct).type(RoomType.DM).site(site.siteId()).make());
    documents.subscriptions.add(
        SampleSubscription.of(direct, dora).direct(RoomType.DM, "kenji").make());
    mongo.collection(CollectionNames.USERS, User.class).insertMany(documents.users);
    mongo.collection(CollectionNames.ROOMS, Room.class).insertMany(documents.rooms);
    mongo
        .collection(CollectionNames.SUBSCRIPTIONS, Subscription.class)
        .insertMany(documents.subscriptions);
    new ValkeyRoomKeyStore(
            valkey,
            Duration.ofHours(1),
            Clock.systemUTC(),
            new RoomKeyMetrics(OpenTelemetry.noop().getMeter("test")))
        .set("r1" + site.siteId(), TestRoomWorker.PAIR);
  }

  private static User person(Documents documents, String account, String siteId) {
    return documents.user(SampleUser.of(account).site(siteId));
  }

  @AfterAll
  static void stop() throws Exception {
    TABLE.update();
    service.close();
    nats.close();
    valkey.close();
    mongo.close();
  }

  private static Map<String, String> digest() throws Exception {
    List<String> streams =
        Stream.of("INBOX_", "OUTBOX_", "MESSAGES_", "MESSAGES_CANONICAL_")
            .map(name -> name + site.siteId())
            .toList();
    return SiteDigest.of(mongo, valkey, nats, streams, Set.of());
  }

  private static String answer(String subject, String body) throws Exception {
    String requestId = UUID.randomUUID().toString();
    var headers = new Headers().put("X-Request-ID", requestId);
    if (subject.startsWith("chat.server.")) {
      Message request =
          NatsMessage.builder()
              .subject(subject)
              .headers(headers)
              .data(body.getBytes(UTF_8))
              .build();
      return new String(nats.request(request, WAIT).getData(), UTF_8);
    }
    HEARD.clear();
    String outcome = probe.outcome(subject, headers, body.getBytes(UTF_8));
    nats.flush(WAIT);
    var told = new StringBuilder(outcome);
    for (Message heard : HEARD) { // nothing but results
      var result = Json.read(heard.getData(), JobResult.class);
      told.append("; ")
          .append(heard.getSubject().replace(requestId, "<id>"))
          .append(' ')
          .append(result.error().isEmpty() ? result.status() : result.error());
    }
    return told.toString();
  }

  static Stream<HostileTable.Line> lines() throws IOException {
    return TABLE.lines();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void hostileInput_getsItsAnswerAndChangesNothing(HostileTable.Line line) throws Exception {
    Map<String, String> before = digest();

    String answer = answer(line.where(site.siteId()), line.body(site.siteId()));

    assertThat(TABLE.agrees(line, answer, site.siteId())).as("%s: %s", line, answer).isTrue();
    assertThat(digest()).as(line.toString()).isEqualTo(before);
    assertThat(service.health().missing()).isEmpty();
  }
}
