package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No server outlives whoever started it. */
class ParentWatchIT {

  @TempDir private Path temp;

  /** Starts a child from a thread that ends at once, says so, and waits to be killed. */
  static final class Launcher {

    private Launcher() {}

    public static void main(String[] args) throws Exception {
      var setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
      var command = setpriv.bound(List.of("sleep", "600"));
      var starter = new Thread(() -> start(Path.of(args[0]), command));
      starter.start();
      starter.join();
      Files.createFile(Path.of(args[0]).resolve("started"));
      Thread.sleep(Duration.ofMinutes(10));
    }

    private static void start(Path folder, List<String> command) {
      try {
        ServerProcess.start(folder, command, Map.of());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void launcherKilled_childEnds_notEarlier() throws Exception {
    assumeTrue(
        Setpriv.ofThisMachine(SearchPath.of(System.getenv())).executable().isPresent(),
        "NOT RUN: this machine has no setpriv");
    Process launcher = java(Launcher.class, temp.toString());
    Awaitility.await().until(() -> Files.exists(temp.resolve("started")));
    var child = ProcessMark.read(temp.resolve("server.pid")).orElseThrow();
    assertThat(child.find()).as("outlives the thread that asked for it").isPresent();

    launcher.destroyForcibly().waitFor();

    Awaitility.await().until(() -> child.find().isEmpty());
  }

  @Test
  void holder_launcherOfTheRunEnds_endsWithItsServers() throws Exception {
    Process maven = new ProcessBuilder("sleep", "600").start();
    var mark = ProcessMark.of(maven.toHandle());
    Process holder =
        java(
            ServerHolder.class,
            ThisMachine.CHECKOUT.root().toString(),
            temp.toString(),
            String.valueOf(mark.pid()),
            String.valueOf(mark.startMillis()));
    try {
      Awaitility.await().until(() -> HolderFile.read(temp).isPresent());
      var run = new TestRun(temp, HolderFile.read(temp).orElseThrow());
      assertThat(run.address(ServerKind.VALKEY, 1)).startsWith("127.0.0.1:");
      assertThat(run.address(ServerKind.VALKEY, 1)).isEqualTo(run.address(ServerKind.VALKEY, 1));
      var server = ProcessMark.read(temp.resolve("valkey-1/server.pid")).orElseThrow();
      assertThat(server.find()).isPresent();

      maven.destroyForcibly().waitFor();

      assertThat(holder.waitFor(Duration.ofSeconds(20))).isTrue();
      assertThat(server.find()).isEmpty();
      assertThat(temp.resolve("valkey-1/server.pid")).doesNotExist();
    } finally {
      holder.destroyForcibly();
      maven.destroyForcibly();
    }
  }

  private static Process java(Class<?> main, String... arguments) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true).redirectOutput(new File("/dev/null")).start();
  }
}
