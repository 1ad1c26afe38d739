package chat.localfleet;

import chat.localfleet.demo.Demo;
import chat.localfleet.demo.Sabotage;
import chat.localservers.Checkout;
import chat.model.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the demo; a fleet that is not up is started for it, and stopped again. */
@Command(name = "demo", description = "two sites, a conversation, every step explained and checked")
final class DemoCommand implements Callable<Integer> {
  private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(15);

  @Option(names = "--json", description = "the checks as one JSON object, nothing else")
  private boolean json;

  @Option(names = "--sabotage", description = "break one thing on purpose: key, inbox or store")
  private String sabotage = "none";

  @Override
  public Integer call() throws Exception {
    Sabotage broken = sabotage();
    Checkout checkout = Main.checkout();
    FleetFolder folder = FleetFolder.of(checkout);
    boolean own = folder.holder().isEmpty();
    if (own) {
      new DetachedFleet(checkout).start(2, false, json ? System.err : System.out);
    }
    try {
      return play(folder, broken);
    } finally {
      if (own) {
        DownCommand.stop(folder);
      }
    }
  }

  /** A fleet that has just come up may be busy: its services get a moment to say that they are. */
  private static FleetStatus readyOrLate(FleetFolder folder) throws Exception {
    long end = System.nanoTime() + READY_NANOS;
    FleetStatus status = StatusFile.read(folder.status());
    while (!isReady(status) && System.nanoTime() < end) {
      Thread.sleep(500);
      status = StatusFile.read(folder.status());
    }
    return status;
  }

  private static boolean isReady(FleetStatus status) {
    return status.sites().stream()
        .allMatch(site -> site.services().stream().allMatch(FleetStatus.Service::ready));
  }

  private Sabotage sabotage() {
    try {
      return Sabotage.valueOf(sabotage.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new FleetException("--sabotage is one of key, inbox, store");
    }
  }

  private int play(FleetFolder folder, Sabotage broken) throws Exception {
    if (!Files.exists(folder.status())) {
      throw new FleetException("the fleet is not ready; see " + folder.log());
    }
    FleetStatus status = readyOrLate(folder);
    if (status.sites().size() < 2) {
      throw new FleetException("the demo needs two sites; ./chat up --sites 2");
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Demo.Result result = new Demo(status, broken, Clock.systemUTC(), out, json).play();
    if (json) {
      out.println(new String(Json.write(result), StandardCharsets.UTF_8));
    } else {
      out.println();
      out.println(
          result.failed() == 0
              ? "demo passed: " + result.passed() + " checks"
              : "demo failed at: " + result.failure());
    }
    return result.failed() == 0 ? 0 : 1;
  }
}
