package chat.localservers;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A site of its own for one test class, on servers that are shared with other classes: its id, its
 * Mongo database and its Cassandra keyspace are nobody else's. Asking for a value starts the server
 * that it needs.
 */
public final class TestSite {

  private static final int NAME_LENGTH = 20;
  private static final int SUFFIXES = 36 * 36 * 36 * 36;

  private final TestRun run;
  private final int number;
  private final String siteId;
  private @Nullable String keyspaceAt;
  private @Nullable String searchAt;

  TestSite(TestRun run, int number, String siteId) {
    this.run = run;
    this.number = number;
    this.siteId = siteId;
  }

  /** A fresh id that tells in logs whose it is: lower-case letters and digits. */
  static String freshId(String className) {
    String name = className.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    String shortName = name.substring(0, Math.min(name.length(), NAME_LENGTH));
    int suffix = SUFFIXES + ThreadLocalRandom.current().nextInt(SUFFIXES);
    return shortName + Integer.toString(suffix, 36);
  }

  /** One subject token. */
  public String siteId() {
    return siteId;
  }

  /** The JetStream server. */
  public String natsUrl() {
    return run.address(ServerKind.NATS, number);
  }

  /** The JetStream domain of the server, which is shared and therefore not named as the site. */
  public String natsDomain() {
    return ServerSource.domain(number);
  }

  /** A login that may do everything. */
  public Path natsCreds() {
    return operator().backendCreds();
  }

  /** Makes logins for clients. */
  public OperatorKeys operator() {
    return run.operator();
  }

  public String mongoUri() {
    return run.address(ServerKind.MONGO, number);
  }

  public String mongoDb() {
    return "chat_" + siteId;
  }

  /** host:port of a cluster of one node. Its keys are shared with other test classes. */
  public String valkeyAddress() {
    return run.address(ServerKind.VALKEY, number);
  }

  /** host:port. Its keys are shared with other test classes. */
  public String standaloneValkeyAddress() {
    return run.address(ServerKind.STANDALONE_VALKEY, number);
  }

  /** host:port. */
  public String cassandraHosts() {
    return run.address(ServerKind.CASSANDRA, number);
  }

  /** The message tables are in it. */
  public synchronized String cassandraKeyspace() {
    String keyspace = "chat_" + siteId;
    if (keyspaceAt == null) {
      String address = cassandraHosts();
      try {
        CassandraSchema.apply(address, keyspace);
      } catch (IOException e) {
        throw new IllegalStateException("cannot create the tables at " + address, e);
      }
      keyspaceAt = address;
    }
    return keyspace;
  }

  /** The search engine. Indices whose names hold the site's id vanish with the site. */
  public synchronized String searchUrl() {
    if (searchAt == null) {
      searchAt = run.address(ServerKind.SEARCH, number);
    }
    return searchAt;
  }

  /** Creates the site's streams that are absent; its INBOX sources nothing. */
  public void createStreams() {
    createStreams(List.of());
  }

  /** The same, and the INBOX sources the OUTBOX streams of the others, which may be absent yet. */
  @SuppressWarnings("try") // an interrupt while closing is handled below
  public void createStreams(List<TestSite> others) {
    var remotes =
        others.stream()
            .map(other -> new Federation.Remote(other.siteId, domainFor(other)))
            .toList();
    try (Connection connection = connect()) {
      Federation.ensure(connection.jetStreamManagement(), Federation.streams(siteId, remotes));
    } catch (IOException | JetStreamApiException e) {
      throw new IllegalStateException("cannot create the streams of " + siteId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private @Nullable String domainFor(TestSite other) {
    return other.number == number ? null : other.natsDomain();
  }

  private Connection connect() throws IOException, InterruptedException {
    return Nats.connect(
        Options.builder()
            .server(natsUrl())
            .authHandler(Nats.credentials(natsCreds().toString()))
            .build());
  }

  /** Removes what would burden the shared servers. */
  void remove() throws IOException {
    if (keyspaceAt != null) {
      CassandraSchema.drop(keyspaceAt, cassandraKeyspace());
    }
    if (searchAt != null) {
      new SearchIndices(searchAt).removeOf(siteId);
    }
  }
}
