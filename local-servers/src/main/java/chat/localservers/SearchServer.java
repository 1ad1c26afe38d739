package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real search engine, a cluster of one node, which asks nobody for a password. */
public final class SearchServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path java;
  private final Path jar;
  private final Path folder;
  private final String name;
  private final ClassArchive archive;
  private final KeptPorts ports;
  private @Nullable ServerProcess process;

  /**
   * A node that is not started yet.
   *
   * @param javaHome of a JDK 17
   * @param jar from {@link Checkout#searchNode()}
   * @param name of the cluster
   * @param makesArchive writes the archive of loaded classes when it is stopped, if there is none
   *     yet
   */
  public SearchServer(Path javaHome, Path jar, Path folder, String name, boolean makesArchive)
      throws IOException {
    this(javaHome, jar, folder, name, makesArchive, new KeptPorts(2));
  }

  SearchServer(
      Path javaHome, Path jar, Path folder, String name, boolean makesArchive, KeptPorts ports) {
    java = javaHome.resolve("bin/java");
    this.jar = jar.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
    this.name = name;
    this.ports = ports;
    archive = new ClassArchive(this.jar.resolveSibling(""), javaHome, this.folder, makesArchive);
  }

  /** {@code SEARCH_URL}. */
  public String url() {
    return "http://" + HOST + ":" + ports.get(0);
  }

  /** host:port by which other clusters search in this one. */
  public String transportAddress() {
    return HOST + ":" + ports.get(1);
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  /** Returns when its indices can be used; the ports of the first start are kept. */
  public void start() throws IOException, InterruptedException {
    ports.start(
        () -> {
          var setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
          var started = ServerProcess.start(folder, setpriv.bound(command()), Map.of());
          // Printed by this very process after it bound the port: no stranger can be meant.
          var ready = "NODE %s %s:%d READY".formatted(name, HOST, ports.get(0));
          started.awaitLine(Pattern.compile(Pattern.quote(ready)), LIMIT);
          process = started;
        });
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xms64m", "-Xmx256m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(archive.options());
    command.addAll(List.of("-jar", jar.toString(), name));
    command.addAll(List.of(String.valueOf(ports.get(0)), String.valueOf(ports.get(1))));
    command.add(folder.toString());
    return command;
  }

  /** KILL, for crash tests: what was acknowledged stays. */
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
