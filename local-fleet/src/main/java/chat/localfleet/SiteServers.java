package chat.localfleet;

import chat.localservers.CassandraSchema;
import chat.localservers.CassandraServer;
import chat.localservers.Checkout;
import chat.localservers.JavaHomes;
import chat.localservers.MongoServer;
import chat.localservers.NatsSite;
import chat.localservers.ProcessMark;
import chat.localservers.ServerBinaries;
import chat.localservers.ValkeyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The servers of one site: NATS, Valkey, Cassandra and the MongoDB stand-in, each with data of its
 * own.
 */
final class SiteServers implements AutoCloseable {
  static final String DATABASE = "chat";
  static final String KEYSPACE = "chat";

  private final Path folder;
  private final NatsSite nats;
  private final ValkeyServer valkey;
  private final MongoServer mongo;
  private final CassandraServer cassandra;

  SiteServers(
      NatsSite nats, Path folder, Checkout checkout, ServerBinaries binaries, JavaHomes javas)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.nats = nats;
    String site = nats.name();
    valkey =
        new ValkeyServer(
            binaries.valkeyServer(), folder.resolve("valkey"), ValkeyServer.Mode.CLUSTER, true);
    mongo =
        new MongoServer(
            javas.forServices(), checkout.mongoNode(), folder.resolve("mongo"), site, true);
    cassandra =
        new CassandraServer(
            javas.forCassandra(), checkout, folder.resolve("cassandra"), site, false);
  }

  String siteId() {
    return nats.name();
  }

  NatsSite nats() {
    return nats;
  }

  String mongoUri() {
    return mongo.uri();
  }

  String valkeyAddress() {
    return valkey.address();
  }

  String cassandraAddress() {
    return cassandra.address();
  }

  /**
   * Starts the stores side by side and applies the Cassandra schema; NATS is started with all
   * sites.
   */
  void startStores(Progress progress) throws InterruptedException {
    Tasks.allOf(
        List.of(
            task(progress, "valkey", valkey::address, valkey::start),
            task(progress, "mongo", mongo::uri, mongo::start),
            task(progress, "cassandra", cassandra::address, this::startCassandra)));
  }

  private void startCassandra() throws IOException, InterruptedException {
    cassandra.start();
    CassandraSchema.apply(cassandra.address(), KEYSPACE);
  }

  private Tasks.Action task(
      Progress progress, String name, Supplier<String> address, Tasks.Action start) {
    return () -> {
      start.run();
      progress.line(siteId(), name, address.get());
    };
  }

  /** Starts again whatever has died; its data and ports are kept. */
  void restartDead(Progress progress) throws IOException, InterruptedException {
    if (!valkey.alive()) {
      progress.note("%s: valkey has died, starting it again".formatted(siteId()));
      valkey.start();
    }
    if (!mongo.alive()) {
      progress.note("%s: mongo has died, starting it again".formatted(siteId()));
      mongo.start();
    }
    if (!cassandra.alive()) {
      progress.note("%s: cassandra has died, starting it again".formatted(siteId()));
      cassandra.start();
    }
  }

  /** Every server with its process. */
  List<FleetStatus.Server> processes() throws IOException {
    Map<String, Path> marks =
        new TreeMap<>(
            Map.of(
                "nats", folder.resolve("server/server.pid"),
                "nats-hub", folder.resolve("hub/server.pid"),
                "valkey", folder.resolve("valkey/server.pid"),
                "mongo", folder.resolve("mongo/server.pid"),
                "cassandra", folder.resolve("cassandra/server.pid")));
    List<FleetStatus.Server> servers = new ArrayList<>();
    for (Map.Entry<String, Path> mark : marks.entrySet()) {
      long pid =
          ProcessMark.read(mark.getValue())
              .flatMap(ProcessMark::find)
              .map(ProcessHandle::pid)
              .orElse(0L);
      servers.add(new FleetStatus.Server(mark.getKey(), pid));
    }
    return servers;
  }

  /** NATS goes last: stores may still be flushing what it brought. */
  @Override
  public void close() {
    Tasks.allOfQuietly(valkey::close, mongo::close, cassandra::close);
    nats.close();
  }
}
