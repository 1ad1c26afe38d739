package chat.localfleet.chaos;

import chat.localfleet.FleetStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Something that is done to one process of a site.
 *
 * @param siteId where
 * @param target a service, or a server as {@code status} names it
 * @param signal what the process is sent
 * @param pause for how long it is stopped; zero = it ends and is started again by the fleet
 */
record Fault(String siteId, String target, String signal, Duration pause) {
  /** The only one that must not be killed: a kill may cost it its file. */
  private static final String ENDS_BY_TERM = "mongo";

  private static final String LINK = "nats-hub";
  private static final String NATS = "nats";

  /** Every kill and every stop at a site, and the cut between the sites. */
  static List<Fault> all(FleetStatus.Site site, Duration pause) {
    List<Fault> faults = new ArrayList<>();
    Set<String> targets = targets(site);
    for (String target : targets) {
      String signal = target.equals(ENDS_BY_TERM) ? "TERM" : "KILL";
      faults.add(new Fault(site.id(), target, signal, Duration.ZERO));
    }
    for (String target : targets) {
      if (!target.equals(LINK)) {
        faults.add(new Fault(site.id(), target, "STOP", pause));
      }
    }
    faults.add(new Fault(site.id(), LINK, "STOP", pause));
    return faults;
  }

  /** One name a process: the first service stands for all in its process. */
  private static Set<String> targets(FleetStatus.Site site) {
    Set<Long> seen = new LinkedHashSet<>();
    Set<String> targets = new LinkedHashSet<>();
    for (FleetStatus.Service service : site.services()) {
      if (seen.add(service.pid())) {
        targets.add(service.name());
      }
    }
    site.servers().forEach(server -> targets.add(server.name()));
    return targets;
  }

  /** Whether live events may get lost: they are promised only while NATS stands. */
  boolean breaksTheWire() {
    return target.equals(NATS) || target.equals(LINK);
  }

  String title() {
    if (target.equals(LINK) && !pause.isZero()) {
      return "link of " + siteId + " cut for " + pause.toSeconds() + " s";
    }
    return pause.isZero()
        ? "kill -" + signal + " " + siteId + " " + target
        : siteId + " " + target + " stopped for " + pause.toSeconds() + " s";
  }

  /**
   * Does it and, after a pause, undoes it.
   *
   * @return the process that was struck
   */
  long strike(FleetStatus fleet) throws IOException, InterruptedException {
    long pid = pid(fleet);
    signal(signal, pid);
    if (!pause.isZero()) {
      try {
        Thread.sleep(pause);
      } finally {
        signal("CONT", pid);
      }
    }
    return pid;
  }

  /** Whether the target runs, as another process if the struck one had to end. */
  boolean healed(FleetStatus fleet, long struck) {
    long pid = pid(fleet);
    return (!pause.isZero() || pid != struck) && ProcessHandle.of(pid).isPresent();
  }

  private long pid(FleetStatus fleet) {
    FleetStatus.Site site =
        fleet.sites().stream().filter(s -> s.id().equals(siteId)).findFirst().orElseThrow();
    return site.services().stream()
        .filter(service -> service.name().equals(target))
        .map(FleetStatus.Service::pid)
        .findFirst()
        .orElseGet(
            () ->
                site.servers().stream()
                    .filter(server -> server.name().equals(target))
                    .findFirst()
                    .orElseThrow()
                    .pid());
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IllegalStateException("cannot send " + name + " to process " + pid);
    }
  }
}
