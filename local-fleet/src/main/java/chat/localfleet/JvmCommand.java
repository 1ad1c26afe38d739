package chat.localfleet;

import chat.localservers.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a service JVM: one class path for all, memory by the number of services in
 * it.
 */
final class JvmCommand {
  private final Path javaHome;
  private final String classPath;

  JvmCommand(Path javaHome, Checkout checkout) throws IOException {
    this.javaHome = javaHome;
    Path target = checkout.root().resolve("local-fleet/target");
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      // named one by one and sorted: the string must be the same at every start for shared archives
      String libraries =
          jars.filter(j -> j.toString().endsWith(".jar"))
              .sorted()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      this.classPath = target.resolve("classes") + File.pathSeparator + libraries;
    }
  }

  /**
   * @param services how many services will run in the JVM: sizes the heap
   */
  List<String> of(Class<?> main, int services, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                javaHome.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms16m",
                services == 1 ? "-Xmx64m" : "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=" + (services == 1 ? "32m" : "64m"),
                "-XX:TrimNativeHeapInterval=5000",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(arguments);
    return command;
  }
}
