package chat.localservers;

import chat.localservers.ServerStartException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real Cassandra cluster of one node, which asks nobody for a password. */
public final class CassandraServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Path javaHome;
  private final Checkout checkout;
  private final Path folder;
  private final String cluster;
  private final ClassArchive archive;
  private final KeptPorts ports;
  private @Nullable ServerProcess process;

  /**
   * A node that is not started yet.
   *
   * @param javaHome of a JDK 17
   * @param name of the node; its cluster is named after this and the folder, so that no two nodes
   *     of a machine have the same
   * @param makesArchive writes the archive of loaded classes when it is stopped, if there is none
   *     yet: later nodes start in two thirds of the time, but this one needs up to ten seconds to
   *     end
   */
  public CassandraServer(
      Path javaHome, Checkout checkout, Path folder, String name, boolean makesArchive)
      throws IOException {
    this(javaHome, checkout, folder, name, makesArchive, new KeptPorts(2));
  }

  CassandraServer(
      Path javaHome,
      Checkout checkout,
      Path folder,
      String name,
      boolean makesArchive,
      KeptPorts ports) {
    this.javaHome = javaHome;
    this.checkout = checkout;
    this.folder = folder.toAbsolutePath();
    archive = new ClassArchive(checkout.cassandraTarget(), javaHome, this.folder, makesArchive);
    this.ports = ports;
    cluster = name + "-" + Integer.toHexString(this.folder.hashCode());
  }

  /** host:port, {@code CASSANDRA_HOSTS}. */
  public String address() {
    return HOST + ":" + ports.get(0);
  }

  public String clusterName() {
    return cluster;
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  /** Returns when it answers queries as this cluster; the ports of the first start are kept. */
  public void start() throws IOException, InterruptedException {
    ports.start(
        () -> {
          // native libraries are unpacked there and left behind
          Files.createDirectories(folder.resolve("native"));
          Files.writeString(yaml(), configuration());
          var setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
          var started =
              ServerProcess.start(folder, setpriv.boundWithoutMemoryLock(command()), Map.of());
          started.awaitReady(this::ready, LIMIT);
          process = started;
        });
  }

  private boolean ready() throws IOException {
    try (var connection = CqlConnection.open(address(), ANSWER)) {
      String name = connection.clusterName();
      if (!name.equals(cluster)) {
        throw new ServerStartException(
            Reason.STRANGER, address() + " is cluster " + name + ", not " + cluster);
      }
      return true;
    }
  }

  private Path yaml() {
    return folder.resolve("cassandra.yaml");
  }

  private String configuration() throws IOException {
    return Files.readString(checkout.cassandraFiles().resolve("cassandra.yaml"))
        .replace("@CLUSTER@", cluster)
        .replace("@HOST@", HOST)
        .replace("@CQL_PORT@", String.valueOf(ports.get(0)))
        .replace("@STORAGE_PORT@", String.valueOf(ports.get(1)));
  }

  private List<String> command() throws IOException {
    Path files = checkout.cassandraFiles();
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.add("@" + files.resolve("jvm.args"));
    command.addAll(List.of("-Xms64m", "-Xmx512m"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("native"));
    command.add("-Dcassandra.config=" + yaml().toUri());
    command.add("-Dcassandra.storagedir=" + folder.resolve("data"));
    command.add("-Dlogback.configurationFile=" + files.resolve("logback.xml"));
    command.addAll(archive.options());
    String jars =
        checkout.cassandraJars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", jars, "org.apache.cassandra.service.CassandraDaemon"));
    return command;
  }

  /** KILL, for crash tests. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
      archive.publish();
    }
  }
}
