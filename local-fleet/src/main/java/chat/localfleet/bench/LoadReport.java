package chat.localfleet.bench;

import chat.localfleet.bench.ProcessCosts.Cost;
import java.util.List;
import java.util.Map;

/**
 * What a load gave.
 *
 * @param rate asked for, messages a second
 * @param sent measured ones; the warm-up is not among them
 * @param lag how late the generator itself was
 * @param accepted until the sender's answer
 * @param stored until the history shows it (a sample)
 * @param delivered until a follower of the room has opened it
 * @param errors messages without an answer or refused
 * @param locked events that could not be opened
 * @param duplicates events that came again
 * @param undelivered messages that did not reach every follower
 * @param pendingAtTheEnd of sending, per site and durable
 * @param pendingAfterwards what was left when all should have been done
 * @param redelivered deliveries beyond the first
 * @param loadAverage of the machine at the end, one minute
 */
record LoadReport(
    double rate,
    long sent,
    Latency.Summary lag,
    Latency.Summary accepted,
    Latency.Summary stored,
    Latency.Summary delivered,
    long errors,
    long locked,
    long duplicates,
    long undelivered,
    Map<String, Long> pendingAtTheEnd,
    Map<String, Long> pendingAfterwards,
    long redelivered,
    List<Cost> processes,
    double loadAverage) {

  static LoadReport of(
      LoadPlan plan,
      Sightings seen,
      Latency lag,
      Map<String, Long> pending,
      Map<String, Long> left,
      long redelivered,
      List<Cost> costs) {
    return new LoadReport(
        plan.rate(),
        plan.total() - plan.unmeasured(),
        lag.summary(),
        seen.accepted.summary(),
        seen.stored.summary(),
        seen.delivered.summary(),
        seen.errors.sum(),
        seen.locked.sum(),
        seen.duplicates.sum(),
        seen.undelivered(),
        pending,
        left,
        redelivered,
        costs,
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Everything arrived, nothing failed, nothing is left. */
  boolean clean() {
    return errors == 0 && locked == 0 && undelivered == 0 && pendingAfterwards.isEmpty();
  }

  double cpuPerThousand(String kind) {
    return 1000
        * processes.stream()
            .filter(cost -> cost.kind().equals(kind))
            .mapToDouble(Cost::cpuSeconds)
            .sum()
        / sent;
  }

  String text() {
    var text = new StringBuilder();
    text.append("%.0f messages/s, %d sent%n".formatted(rate, sent));
    text.append("ms                    count        p50      p99    p99.9      max%n".formatted());
    line(text, "generator late", lag);
    line(text, "send to answer", accepted);
    line(text, "send to stored", stored);
    line(text, "send to opened", delivered);
    text.append(
        "errors %d, not opened %d, came twice %d, undelivered %d, redelivered %d%n"
            .formatted(errors, locked, duplicates, undelivered, redelivered));
    text.append(
        "pending at the end of sending: %s; afterwards: %s%n"
            .formatted(orNothing(pendingAtTheEnd), orNothing(pendingAfterwards)));
    for (Cost cost : processes) {
      text.append(
          "  %-9s %-31s cpu %7.2f s   memory %5d MiB%n"
              .formatted(cost.kind(), cost.name(), cost.cpuSeconds(), cost.memory()));
    }
    text.append(
        "cpu seconds per 1,000 messages: services %.2f, servers %.2f; load average %.1f"
            .formatted(cpuPerThousand("service"), cpuPerThousand("server"), loadAverage));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Latency.Summary times) {
    text.append("%-18s %s%n".formatted(name, times.line()));
  }

  private static String orNothing(Map<String, Long> pending) {
    return pending.isEmpty() ? "nothing" : pending.toString();
  }
}
