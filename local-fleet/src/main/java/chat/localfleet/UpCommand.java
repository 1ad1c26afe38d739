package chat.localfleet;

import chat.localservers.Checkout;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the fleet and holds it, in the foreground or in a process of its own. */
@Command(name = "up", description = "start every server and service on this machine")
final class UpCommand implements Callable<Integer> {
  private static final List<String> NAMES = List.of("north", "south", "east", "west");
  private static final Duration HEAL_EVERY = Duration.ofSeconds(2);

  @Option(
      names = "--sites",
      defaultValue = "2",
      description = "how many sites (default ${DEFAULT-VALUE})")
  private int sites;

  @Option(names = "--separate", description = "a JVM for each service instead of one a site")
  private boolean separate;

  @Option(names = "--detach", description = "return when everything is ready")
  private boolean detach;

  @Override
  public Integer call() throws Exception {
    Checkout checkout = Main.checkout();
    FleetFolder folder = FleetFolder.of(checkout);
    if (sites < 1) {
      throw new FleetException("--sites must be at least 1");
    }
    var holder = folder.holder();
    if (holder.isPresent()) {
      System.out.printf(
          "already up, held by process %d; ./chat status tells more%n", holder.get().pid());
      return 0;
    }
    if (detach) {
      new DetachedFleet(checkout).start(sites, separate, System.out);
      return 0;
    }
    hold(checkout, folder);
    return 0;
  }

  private void hold(Checkout checkout, FleetFolder folder) throws Exception {
    var progress = new Progress(System.out);
    var fleet =
        new Fleet(
            new Fleet.Plan(siteNames(), separate), folder, checkout, Clock.systemUTC(), progress);
    var stopped = new CountDownLatch(1);
    Thread holding = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  progress.note("stopping");
                  stopped.countDown();
                  holding.interrupt();
                  fleet.close();
                  progress.note("stopped");
                }));
    fleet.start();
    progress.note("fleet is up; stop it with ./chat down or ctrl-c");
    while (!stopped.await(HEAL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      fleet.heal();
    }
  }

  private List<String> siteNames() {
    return IntStream.range(0, sites)
        .mapToObj(i -> i < NAMES.size() ? NAMES.get(i) : "site" + (i + 1))
        .toList();
  }
}
