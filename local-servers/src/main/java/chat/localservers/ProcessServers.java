package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Servers as child processes of this one. Only NATS, as in production, keeps anything on disk. */
final class ProcessServers implements ServerSource {

  private final Checkout checkout;
  private final Path folder;
  private final OperatorKeys operator;
  private final ServerBinaries binaries;
  private final JavaHomes javaHomes;
  private final List<Runnable> closings = new ArrayList<>();
  private @Nullable NatsSites sites;

  ProcessServers(
      Checkout checkout, Path folder, OperatorKeys operator, Map<String, String> environment) {
    this.checkout = checkout;
    this.folder = folder;
    this.operator = operator;
    binaries = new ServerBinaries(environment, checkout);
    javaHomes = new JavaHomes(environment);
  }

  @Override
  public String address(ServerKind kind, int number) throws IOException, InterruptedException {
    Path home = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + "-" + number);
    return switch (kind) {
      case NATS -> nats(number);
      case VALKEY -> valkey(home, ValkeyServer.Mode.CLUSTER);
      case STANDALONE_VALKEY -> valkey(home, ValkeyServer.Mode.STANDALONE);
      case MONGO -> mongo(home);
      case CASSANDRA -> cassandra(home);
      case SEARCH -> search(home, number);
    };
  }

  private synchronized String nats(int number) throws IOException, InterruptedException {
    if (sites == null) {
      sites = new NatsSites(binaries.natsServer(), folder.resolve("nats"), operator);
      closeAtEnd(sites::close);
    }
    NatsSite site = sites.add(ServerSource.domain(number));
    sites.start(site);
    return site.url();
  }

  private String valkey(Path home, ValkeyServer.Mode mode)
      throws IOException, InterruptedException {
    var server = new ValkeyServer(binaries.valkeyServer(), home, mode, false);
    closeAtEnd(server::close);
    server.start();
    return server.address();
  }

  private String mongo(Path home) throws IOException, InterruptedException {
    var jar = checkout.mongoNode();
    var server = new MongoServer(javaHomes.forServices(), jar, home, "test", false);
    closeAtEnd(server::close);
    server.start();
    return server.uri();
  }

  private String cassandra(Path home) throws IOException, InterruptedException {
    // nobody waits for the end of a test run's servers, so this is the one that makes the archive
    var server = new CassandraServer(javaHomes.java17(), checkout, home, "test", true);
    closeAtEnd(server::close);
    server.start();
    return server.address();
  }

  private String search(Path home, int number) throws IOException, InterruptedException {
    var jar = checkout.searchNode();
    var server = new SearchServer(javaHomes.java17(), jar, home, "test" + number, true);
    closeAtEnd(server::close);
    server.start();
    return server.url();
  }

  private synchronized void closeAtEnd(Runnable closing) {
    closings.add(closing);
  }

  /** Ends all at once, since each may take a while. */
  @Override
  public void close() {
    List<Runnable> all;
    synchronized (this) {
      all = List.copyOf(closings);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(threads::execute);
    }
  }
}
