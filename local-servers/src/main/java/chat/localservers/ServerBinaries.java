package chat.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds nats-server and valkey-server: the file that {@code NATS_SERVER} or {@code VALKEY_SERVER}
 * names, else one in the {@code PATH} that is recent enough, else one in the user's cache folder or
 * in {@code .tools} of the checkout. When there is none, {@code fetch-servers.sh} fills the cache.
 */
public final class ServerBinaries {

  /** Older ones drop the subject transform of a stream's source without a word. */
  private static final Version OLDEST_NATS = new Version(2, 10, 0);

  private static final Version OLDEST_VALKEY = new Version(7, 2, 0);
  private static final long VERSION_SECONDS = 5;
  private static final long FETCH_SECONDS = 300;

  private final Map<String, String> environment;
  private final Checkout checkout;

  /**
   * Searches nothing yet.
   *
   * @param environment {@code NATS_SERVER}, {@code VALKEY_SERVER}, {@code PATH}, {@code
   *     XDG_CACHE_HOME} and {@code HOME} are read from it
   */
  public ServerBinaries(Map<String, String> environment, Checkout checkout) {
    this.environment = Map.copyOf(environment);
    this.checkout = checkout;
  }

  /** nats-server 2.10 or newer. */
  public ServerBinary natsServer() throws IOException, InterruptedException {
    return find("NATS_SERVER", "nats-server", "nats/usr/sbin/nats-server", OLDEST_NATS);
  }

  /** valkey-server 7.2 or newer. */
  public ServerBinary valkeyServer() throws IOException, InterruptedException {
    return find("VALKEY_SERVER", "valkey-server", "valkey/usr/bin/valkey-server", OLDEST_VALKEY);
  }

  /** Where {@code fetch-servers.sh} puts what it fetches; shared by all checkouts of the user. */
  Path cache() {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        xdg.isBlank() ? Path.of(environment.getOrDefault("HOME", "."), ".cache") : Path.of(xdg);
    return caches.resolve("chat-fleet");
  }

  private ServerBinary find(String variable, String name, String unpacked, Version oldest)
      throws IOException, InterruptedException {
    String named = environment.getOrDefault(variable, "");
    if (!named.isBlank()) {
      return recentEnough(Path.of(named), oldest)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "%s=%s is not a %s %s or newer".formatted(variable, named, name, oldest)));
    }
    Stream<Path> candidates =
        Stream.concat(
            SearchPath.of(environment).find(name),
            Stream.of(cache().resolve(unpacked), checkout.tools().resolve(unpacked)));
    var found = candidates.flatMap(file -> recentEnough(file, oldest).stream()).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    fetch();
    return recentEnough(cache().resolve(unpacked), oldest)
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + cache()));
  }

  private void fetch() throws IOException, InterruptedException {
    Path script = checkout.fetchScript();
    Process process = new ProcessBuilder(script.toString(), cache().toString()).inheritIO().start();
    if (!process.waitFor(FETCH_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      throw new IllegalStateException(script + " did not end within " + FETCH_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "nats-server and valkey-server are missing and could not be fetched; install them, or"
              + " name them in NATS_SERVER and VALKEY_SERVER");
    }
  }

  /** Empty when the file is absent, does not run here, or is older. */
  static Optional<ServerBinary> recentEnough(Path executable, Version oldest) {
    if (!Files.isExecutable(executable)) {
      return Optional.empty();
    }
    var binary = new ServerBinary(executable.toAbsolutePath(), libraries(executable));
    return versionOf(binary).filter(version -> version.atLeast(oldest)).map(_ -> binary);
  }

  /** What was only unpacked has its libraries in usr/lib/(machine)-linux-gnu beside usr/bin. */
  private static Map<String, String> libraries(Path executable) {
    Path usr = executable.toAbsolutePath().resolve("../../lib").normalize();
    if (usr.startsWith("/usr/lib") || !Files.isDirectory(usr)) {
      return Map.of();
    }
    try (Stream<Path> folders = Files.list(usr)) {
      return folders
          .filter(folder -> folder.getFileName().toString().endsWith("-linux-gnu"))
          .findFirst()
          .map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString()))
          .orElse(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Version> versionOf(ServerBinary binary) {
    try {
      var builder = new ProcessBuilder(List.of(binary.executable().toString(), "--version"));
      builder.redirectErrorStream(true).environment().putAll(binary.environment());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Version.in(output) : Optional.empty();
    } catch (IOException _) { // built for another machine
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
