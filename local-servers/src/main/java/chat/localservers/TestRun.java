package chat.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers of one test run, seen from a test JVM. A run is everything that one Maven process
 * starts; a test JVM that no Maven started (in an IDE) is a run of its own.
 */
final class TestRun {

  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";
  private static final Duration HOLDER_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(25);

  /** A Cassandra on a busy machine, tried on three ports. */
  private static final Duration SERVER_LIMIT = Duration.ofMinutes(6);

  private final Path folder;
  private final HolderFile holder;
  private final HttpClient http = HttpClient.newHttpClient();

  TestRun(Path folder, HolderFile holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /** Joins the run that this JVM belongs to; starts its holder when this is the first JVM. */
  static TestRun join(Checkout checkout) throws IOException, InterruptedException {
    ProcessMark launcher = ProcessMark.of(launcher(ProcessHandle.current()));
    Path all = Files.createDirectories(checkout.testServers());
    Path folder = all.resolve("run-" + launcher.pid() + "-" + launcher.startMillis());
    try (var channel =
            FileChannel.open(
                all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      var running = HolderFile.read(folder);
      if (running.isEmpty()) {
        removeEndedRuns(all);
        running = Optional.of(startHolder(checkout, Files.createDirectories(folder), launcher));
      }
      return new TestRun(folder, running.get());
    }
  }

  /** The Maven process above the given one, else the given one. */
  static ProcessHandle launcher(ProcessHandle current) {
    return Stream.iterate(Optional.of(current), Optional::isPresent, p -> p.get().parent())
        .map(Optional::get)
        .filter(process -> process.info().commandLine().orElse("").contains(MAVEN))
        .findFirst()
        .orElse(current);
  }

  private static HolderFile startHolder(Checkout checkout, Path folder, ProcessMark launcher)
      throws IOException, InterruptedException {
    Path log = folder.resolve("holder.log");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            checkout.classPath(),
            ServerHolder.class.getName(),
            checkout.root().toString(),
            folder.toString(),
            String.valueOf(launcher.pid()),
            String.valueOf(launcher.startMillis()));
    // outlives this JVM, so it must not hold on to its streams
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    long end = System.nanoTime() + HOLDER_LIMIT.toNanos();
    while (true) {
      var started = HolderFile.read(folder);
      if (started.isPresent()) {
        return started.get();
      }
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new IllegalStateException("the holder of the servers did not start, see " + log);
      }
      Thread.sleep(POLL);
    }
  }

  /** Their logs are kept until here, for whoever wants to know why a test failed. */
  private static void removeEndedRuns(Path all) throws IOException {
    try (Stream<Path> runs = Files.list(all)) {
      for (Path run : runs.filter(Files::isDirectory).toList()) {
        if (HolderFile.read(run).isEmpty()) {
          remove(run);
        }
      }
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.toList().reversed()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // a server was still writing there while it ended: the next run removes the rest
    }
  }

  /** The address of a server, which is started if it does not run yet. */
  String address(ServerKind kind, int number) {
    var uri = URI.create(holder.url() + kind.name().toLowerCase(Locale.ROOT) + "/" + number);
    try {
      var request = HttpRequest.newBuilder(uri).timeout(SERVER_LIMIT).build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "no %s for tests: %s (details in %s)".formatted(kind, response.body(), folder));
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("the holder of the servers is gone, see " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + kind, e);
    }
  }

  OperatorKeys operator() {
    return new OperatorKeys(operatorFolder(folder));
  }

  static Path operatorFolder(Path folder) {
    return folder.resolve("operator");
  }
}
