package chat.localfleet.bench;

import chat.localfleet.FleetStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time and memory of a fleet's processes, as this machine's kernel counts them. */
final class ProcessCosts {
  private final Map<Long, String> names;
  private final Map<Long, Duration> before = new HashMap<>();

  /**
   * One process since the counting began.
   *
   * @param name its site and server, or the services in it
   * @param kind {@code service}, {@code server} or {@code generator}
   * @param memory proportional set size, MiB; 0 where the kernel does not tell
   */
  record Cost(String name, String kind, double cpuSeconds, long memory) {}

  /** Begins to count. */
  ProcessCosts(FleetStatus fleet) {
    this.names = names(fleet);
    names.keySet().forEach(pid -> before.put(pid, cpu(pid)));
  }

  /** Processes that live at this machine; services of one process are one line. */
  private static Map<Long, String> names(FleetStatus fleet) {
    Map<Long, String> names = new TreeMap<>();
    for (FleetStatus.Site site : fleet.sites()) {
      for (FleetStatus.Service service : site.services()) {
        names.merge(
            service.pid(),
            "service " + site.id() + " " + service.name(),
            (one, other) -> "service " + site.id() + " (all in one process)");
      }
      for (FleetStatus.Server server : site.servers()) {
        names.put(server.pid(), "server " + site.id() + " " + server.name());
      }
    }
    names.remove(0L);
    names.put(ProcessHandle.current().pid(), "generator this process");
    return names;
  }

  /** What each has used since the beginning; processes that are gone are left out. */
  List<Cost> soFar() {
    List<Cost> costs = new ArrayList<>();
    names.forEach(
        (pid, name) -> {
          if (ProcessHandle.of(pid).isPresent()) {
            double used = cpu(pid).minus(before.getOrDefault(pid, Duration.ZERO)).toMillis() / 1e3;
            String[] kind = name.split(" ", 2);
            costs.add(new Cost(kind[1], kind[0], used, memory(pid)));
          }
        });
    return costs;
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static long memory(long pid) {
    Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try (Stream<String> lines = Files.lines(rollup)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      return 0; // gone, or not Linux
    }
  }
}
