package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Finds the JDKs of this machine by their {@code release} files: first what a variable names, then
 * the running one, {@code JAVA_HOME}, the {@code PATH}, and the folders where the system and the
 * usual tools install them.
 */
public final class JavaHomes {

  private static final List<String> IN_HOME =
      List.of(
          ".sdkman/candidates/java",
          ".jenv/versions",
          ".asdf/installs/java",
          ".local/share/mise/installs/java",
          ".jdks");

  private final Map<String, String> environment;
  private final List<Path> folders;

  /**
   * Searches nothing yet.
   *
   * @param environment {@code CHAT_JAVA_HOME}, {@code CHAT_JAVA17_HOME}, {@code JAVA_HOME}, {@code
   *     PATH} and {@code HOME} are read from it
   */
  public JavaHomes(Map<String, String> environment) {
    this(environment, List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java")));
  }

  JavaHomes(Map<String, String> environment, List<Path> systemFolders) {
    this.environment = Map.copyOf(environment);
    Path home = Path.of(environment.getOrDefault("HOME", "."));
    folders = Stream.concat(systemFolders.stream(), IN_HOME.stream().map(home::resolve)).toList();
  }

  /** The home of a JDK 25 or newer: {@code CHAT_JAVA_HOME} when it is set. */
  public Path forServices() {
    return find("CHAT_JAVA_HOME", "25 or newer", feature -> feature >= 25);
  }

  /**
   * The home of a JDK 17, on which Cassandra and the search engine run: {@code CHAT_JAVA17_HOME}
   * when it is set.
   */
  public Path java17() {
    return find("CHAT_JAVA17_HOME", "17", feature -> feature == 17);
  }

  private Path find(String variable, String wanted, IntPredicate fits) {
    String named = environment.getOrDefault(variable, "");
    if (!named.isBlank()) {
      Path home = Path.of(named);
      if (feature(home).stream().noneMatch(fits)) {
        throw new IllegalStateException(variable + "=" + named + " is not a JDK " + wanted);
      }
      return home;
    }
    return candidates()
        .filter(home -> feature(home).stream().anyMatch(fits))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no JDK %s found: install one, or name it in %s".formatted(wanted, variable)));
  }

  private Stream<Path> candidates() {
    var running = Stream.of(Path.of(System.getProperty("java.home")));
    var javaHome = Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).stream();
    var path = SearchPath.of(environment).find("java").flatMap(JavaHomes::homeOf);
    var installed = folders.stream().flatMap(JavaHomes::children);
    return Stream.of(running, javaHome, path, installed).flatMap(found -> found);
  }

  /** The home of a {@code bin/java}, which is often a chain of links. */
  private static Stream<Path> homeOf(Path java) {
    try {
      Path bin = java.toRealPath().getParent();
      return Stream.ofNullable(bin == null ? null : bin.getParent());
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  private static Stream<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  /** The feature number in the home's release file; empty when this is no JDK. */
  static OptionalInt feature(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          ? featureIn(Files.readString(home.resolve("release")))
          : OptionalInt.empty();
    } catch (IOException _) {
      return OptionalInt.empty();
    }
  }

  static OptionalInt featureIn(String release) {
    return release
        .lines()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", "").strip())
        // "25" and "17.0.15", but "1.8.0_402"
        .map(version -> version.startsWith("1.") ? version.substring(2) : version)
        .map(version -> version.split("\\D", 2)[0])
        .filter(number -> !number.isEmpty())
        .mapToInt(Integer::parseInt)
        .findFirst();
  }
}
