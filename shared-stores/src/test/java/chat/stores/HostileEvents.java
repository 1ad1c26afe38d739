package chat.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.runtime.WorkerProbe;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event that makes no sense, for a service that works on a stream: why it is given up,
 * nothing changed in MongoDB, Cassandra, Valkey and the other streams, and the service goes on.
 */
@LocalServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HostileEvents {
  private final HostileTable table;
  protected TestSite site;
  protected MongoConnection mongo;
  protected CassandraConnection cassandra;
  protected ValkeyConnection valkey;
  protected Connection nats;
  private Durable durable;
  private WorkerProbe probe;
  private ServiceContext service;

  /**
   * @param table as {@link HostileTable} wants it; the first cell is the subject
   */
  protected HostileEvents(String table) {
    this.table = new HostileTable(table);
  }

  /** What the service takes its messages from. */
  protected abstract Durable durable(String siteId);

  protected abstract ServiceContext start(Env env) throws Exception;

  /** What is there to be spoilt. */
  protected abstract void fill() throws Exception;

  /**
   * What came of an event.
   *
   * @param outcome {@code done}, or why it was given up
   */
  protected String answer(String outcome) throws Exception {
    return outcome;
  }

  @BeforeAll
  void startEverything(TestSite given) throws Exception {
    site = given;
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
                .supportUTF8Subjects()
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    service = start(new Env(environment(), Duration.ofSeconds(30), Clock.systemUTC()));
    durable = durable(site.siteId());
    probe = new WorkerProbe(nats, durable);
    fill();
  }

  /** More than any one of the services reads. */
  private Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("CASSANDRA_HOSTS", site.cassandraHosts());
    env.put("CASSANDRA_KEYSPACE", site.cassandraKeyspace());
    env.put("CASSANDRA_NUM_CONNS", "1");
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    env.put("ENCRYPTION_ENABLED", "true");
    env.put("CONSUMER_MAX_DELIVER", "1");
    return env;
  }

  @AfterAll
  void stopEverything() throws Exception {
    table.update();
    service.close();
    nats.close();
    valkey.close();
    cassandra.close();
    mongo.close();
  }

  private Map<String, Object> digest() throws Exception {
    List<String> streams =
        Stream.of("ROOMS_", "INBOX_", "OUTBOX_", "MESSAGES_", "MESSAGES_CANONICAL_")
            .map(name -> name + site.siteId())
            .filter(name -> !name.equals(durable.stream()))
            .toList();
    Map<String, Object> all = new TreeMap<>(SiteDigest.of(mongo, valkey, nats, streams, Set.of()));
    all.putAll(CassandraDigest.of(cassandra.session()));
    return all;
  }

  Stream<HostileTable.Line> lines() throws IOException {
    return table.lines();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("lines")
  void hostileInput_isGivenUpAndChangesNothing(HostileTable.Line line) throws Exception {
    Map<String, Object> before = digest();

    String answer =
        answer(
            probe.outcome(
                line.where(site.siteId()), null, line.body(site.siteId()).getBytes(UTF_8)));

    assertThat(table.agrees(line, answer, site.siteId())).as("%s: %s", line, answer).isTrue();
    assertThat(digest()).as(line.toString()).isEqualTo(before);
    assertThat(service.health().missing()).isEmpty();
  }
}
