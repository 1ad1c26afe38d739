package chat.localfleet;

import chat.localservers.CassandraSchema;
import chat.localservers.CassandraServer;
import chat.localservers.Checkout;
import chat.localservers.JavaHomes;
import chat.localservers.LoopbackPorts;
import chat.localservers.MongoServer;
import chat.localservers.NatsSite;
import chat.localservers.ProcessMark;
import chat.localservers.SearchServer;
import chat.localservers.ServerBinaries;
import chat.localservers.ValkeyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one site: NATS, Valkey, Cassandra, the search engine and the MongoDB stand-in,
 * each with data of its own. A store that the environment names ({@code CHAT_NORTH_MONGO_URI},
 * {@code CHAT_NORTH_VALKEY_ADDRS}, {@code CHAT_NORTH_CASSANDRA_HOSTS}, {@code
 * CHAT_NORTH_SEARCH_URL} for the site north) is used where it is.
 */
final class SiteServers implements AutoCloseable {
  static final String DATABASE = "chat";
  static final String KEYSPACE = "chat";
  private static final String VALKEY = "valkey";
  private static final String MONGO = "mongo";
  private static final String CASSANDRA = "cassandra";
  private static final String SEARCH = "search";

  private final Path folder;
  private final NatsSite nats;
  private final int authPort;
  private final Map<String, SiteStore> stores = new LinkedHashMap<>();
  private final int searchMetricsPort;

  /**
   * @param environment names servers that run elsewhere
   */
  SiteServers(
      NatsSite nats,
      Path folder,
      Checkout checkout,
      ServerBinaries binaries,
      JavaHomes javas,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.nats = nats;
    this.authPort = LoopbackPorts.free(1).getFirst(); // kept, since clients know it
    this.searchMetricsPort = LoopbackPorts.free(1).getFirst();
    var valkey =
        new ValkeyServer(
            binaries.valkeyServer(), folder.resolve(VALKEY), ValkeyServer.Mode.CLUSTER, true);
    var mongo =
        new MongoServer(
            javas.forServices(), checkout.mongoNode(), folder.resolve(MONGO), siteId(), true);
    var cassandra =
        new CassandraServer(javas.java17(), checkout, folder.resolve(CASSANDRA), siteId(), false);
    var search =
        new SearchServer(
            javas.java17(), checkout.searchNode(), folder.resolve(SEARCH), siteId(), false);
    use(VALKEY, environment.get(variable("VALKEY_ADDRS")), new SiteStore.Valkey(valkey));
    use(MONGO, environment.get(variable("MONGO_URI")), new SiteStore.Mongo(mongo));
    use(
        CASSANDRA,
        environment.get(variable("CASSANDRA_HOSTS")),
        new SiteStore.Cassandra(cassandra));
    use(SEARCH, environment.get(variable("SEARCH_URL")), new SiteStore.Search(search));
  }

  private String variable(String name) {
    return "CHAT_" + siteId().toUpperCase(Locale.ROOT) + "_" + name;
  }

  private void use(String name, @Nullable String elsewhere, SiteStore own) {
    stores.put(name, elsewhere == null ? own : new SiteStore.External(elsewhere));
  }

  String siteId() {
    return nats.name();
  }

  /** Where the site's auth-service listens. */
  int authPort() {
    return authPort;
  }

  NatsSite nats() {
    return nats;
  }

  String mongoUri() {
    return address(MONGO);
  }

  String valkeyAddress() {
    return address(VALKEY);
  }

  String cassandraAddress() {
    return address(CASSANDRA);
  }

  String searchUrl() {
    return address(SEARCH);
  }

  /** host:port by which other engines search in this site's; empty when it is somebody else's. */
  Optional<String> searchTransport() {
    return stores.get(SEARCH) instanceof SiteStore.Search(SearchServer server)
        ? Optional.of(server.transportAddress())
        : Optional.empty();
  }

  /** host:port on which the site's search-service tells its metrics. */
  String searchMetricsAddress() {
    return "127.0.0.1:" + searchMetricsPort;
  }

  private String address(String store) {
    return stores.getOrDefault(store, new SiteStore.External("")).address();
  }

  /**
   * Starts the stores side by side and applies the Cassandra schema; NATS is started with all
   * sites.
   */
  void startStores(Progress progress) throws InterruptedException {
    List<Tasks.Action> starts = new ArrayList<>();
    stores.forEach((name, store) -> starts.add(() -> start(name, store, progress)));
    Tasks.allOf(starts);
  }

  private void start(String name, SiteStore store, Progress progress) throws Exception {
    store.start();
    if (name.equals(CASSANDRA)) {
      CassandraSchema.apply(store.address(), KEYSPACE);
    }
    progress.line(siteId(), name, store.address());
  }

  /** By name. */
  Map<String, SiteStore> stores() {
    return stores;
  }

  /** Every server of ours with its process. */
  List<FleetStatus.Server> processes() throws IOException {
    List<FleetStatus.Server> servers = new ArrayList<>();
    servers.add(process("nats", "server"));
    servers.add(process("nats-hub", "hub"));
    for (Map.Entry<String, SiteStore> store : stores.entrySet()) {
      if (!(store.getValue() instanceof SiteStore.External)) {
        servers.add(process(store.getKey(), store.getKey()));
      }
    }
    return servers;
  }

  private FleetStatus.Server process(String name, String subfolder) throws IOException {
    long pid =
        ProcessMark.read(folder.resolve(subfolder).resolve("server.pid"))
            .flatMap(ProcessMark::find)
            .map(ProcessHandle::pid)
            .orElse(0L);
    return new FleetStatus.Server(name, pid);
  }

  /** Closes the stores; NATS is closed with all sites, after them. */
  @Override
  public void close() {
    Tasks.allOfQuietly(
        stores.values().stream().<Runnable>map(store -> store::close).toArray(Runnable[]::new));
  }
}
