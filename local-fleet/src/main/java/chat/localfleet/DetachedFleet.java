package chat.localfleet;

import chat.localservers.Checkout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fleet held by a process of its own that outlives the command which started it. */
final class DetachedFleet {
  private final FleetFolder folder;

  DetachedFleet(Checkout checkout) {
    this.folder = FleetFolder.of(checkout);
  }

  /**
   * Shows the progress of the other process and returns when its fleet is ready.
   *
   * @throws FleetException when it ends before that
   */
  void start(int sites, boolean separate, PrintStream out)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.root());
    Path log = folder.log();
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(command(sites, separate))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    int shown = 0;
    while (process.isAlive() && !Files.exists(folder.status())) {
      Thread.sleep(100);
      shown = show(log, shown, out);
    }
    Thread.sleep(100);
    show(log, shown, out);
    if (!process.isAlive()) {
      throw new FleetException("the fleet did not start, see " + log);
    }
  }

  /**
   * The same JVM, class path and properties as this one; setsid keeps ctrl-c of a terminal away.
   */
  private static List<String> command(int sites, boolean separate) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(self.command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms12m",
            "-Xmx96m",
            "-XX:TrimNativeHeapInterval=5000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dchat.root=" + System.getProperty("chat.root", "."),
            "-Dlogback.configurationFile=logback-commands.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "up",
            "--sites",
            Integer.toString(sites)));
    if (separate) {
      command.add("--separate");
    }
    return command;
  }

  private static int show(Path log, int shown, PrintStream out) throws IOException {
    if (!Files.exists(log)) {
      return shown;
    }
    byte[] all = Files.readAllBytes(log);
    out.print(new String(all, shown, all.length - shown, StandardCharsets.UTF_8));
    out.flush();
    return all.length;
  }
}
