package chat.inboxworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.User;
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
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event that makes no sense: why it is given up, nothing changed in MongoDB, Valkey and the
 * streams, and the service goes on.
 */
@LocalServers
class HostileInputIT {
  private static final HostileTable TABLE =
      new HostileTable("src/test/resources/chat/inboxworker/hostile.txt");

  /** A removal is remembered whoever it is about: the joining may be on its way. */
  private static final Set<String> BOOKKEEPING = Set.of(MongoMembershipMarks.COLLECTION);

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
    service = Main.start(new Env(environment(), Duration.ofSeconds(20), Clock.systemUTC()));
    probe = new WorkerProbe(nats, Durables.inboxWorker(site.siteId()));
    mongo.collection(CollectionNames.USERS, User.class).insertMany(List.of(Samples.MARIE));
    mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class).insertOne(marie());
  }

  private static Subscription marie() {
    return new Subscription(
        "s1",
        new SubscriptionUser(Samples.MARIE.id(), "marie"),
        "r1" + site.siteId(),
        "elsewhere",
        List.of("member"),
        "harbour ops",
        "channel",
        false,
        null,
        Instant.ofEpochMilli(1_770_000_000_000L),
        null,
        false,
        List.of(),
        false,
        false);
  }

  private static Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("CONSUMER_MAX_DELIVER", "1");
    return env;
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
        Stream.of("ROOMS_", "OUTBOX_", "MESSAGES_", "MESSAGES_CANONICAL_")
            .map(name -> name + site.siteId())
            .toList();
    return SiteDigest.of(mongo, valkey, nats, streams, BOOKKEEPING);
  }

  static Stream<HostileTable.Line> lines() throws IOException {
    return TABLE.lines();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void hostileInput_isGivenUpAndChangesNothing(HostileTable.Line line) throws Exception {
    Map<String, String> before = digest();
    String type = line.where(site.siteId());
    String body = line.body(site.siteId());

    String answer =
        probe.outcome(
            Subjects.inboxFederated(site.siteId(), "any"),
            null,
            type.equals("envelope") ? body.getBytes(UTF_8) : Samples.envelope(type, body));

    assertThat(TABLE.agrees(line, answer, site.siteId())).as("%s: %s", line, answer).isTrue();
    assertThat(digest()).as(line.toString()).isEqualTo(before);
    assertThat(service.health().missing()).isEmpty();
  }
}
