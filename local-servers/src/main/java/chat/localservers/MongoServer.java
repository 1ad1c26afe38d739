package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The MongoDB stand-in. It answers like MongoDB to the portable queries only, has no transactions,
 * and loses the last tenth of a second when it is killed: {@link #close()} is its only clean end.
 */
public final class MongoServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path java;
  private final Path jar;
  private final Path folder;
  private final String name;
  private final boolean durable;
  private final KeptPorts ports;
  private @Nullable ServerProcess process;

  /**
   * A server that is not started yet.
   *
   * @param javaHome of a JDK 25
   * @param jar from {@link Checkout#mongoNode()}
   * @param name shown in its output
   * @param durable keeps a data file in the folder; otherwise everything is gone after a restart
   */
  public MongoServer(Path javaHome, Path jar, Path folder, String name, boolean durable)
      throws IOException {
    this(javaHome, jar, folder, name, durable, new KeptPorts(1));
  }

  MongoServer(Path javaHome, Path jar, Path folder, String name, boolean durable, KeptPorts ports) {
    java = javaHome.resolve("bin/java");
    this.jar = jar;
    this.folder = folder.toAbsolutePath();
    this.name = name;
    this.durable = durable;
    this.ports = ports;
  }

  /** {@code MONGO_URI}. */
  public String uri() {
    return "mongodb://" + HOST + ":" + ports.get(0) + "/?directConnection=true";
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  /** Returns when it listens; the port of the first start is kept. */
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
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xms32m", "-Xmx512m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    command.addAll(List.of("-jar", jar.toString(), name, String.valueOf(ports.get(0))));
    if (durable) {
      command.add(folder.resolve("mongo.mv").toString());
    }
    return command;
  }

  /** KILL, for crash tests: what was acknowledged last is lost. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
