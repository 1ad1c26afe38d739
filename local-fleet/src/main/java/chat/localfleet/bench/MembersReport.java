package chat.localfleet.bench;

import chat.localfleet.bench.ProcessCosts.Cost;
import java.util.List;

/**
 * What membership costs. Times in milliseconds.
 *
 * @param rate adds a second
 * @param atOnce people of one add
 * @param added until the requester is told that all are in
 * @param errors adds that failed
 * @param growthSeconds of one room to 1,000 members, one add after the other
 * @param removals from rooms of several sizes
 * @param listing of 1,000 members with their names, one list after the other
 * @param processes during the adds
 */
record MembersReport(
    double rate,
    long atOnce,
    Latency.Summary added,
    long errors,
    double growthSeconds,
    List<Removal> removals,
    Latency.Summary listing,
    List<Cost> processes) {

  /**
   * Removing one member.
   *
   * @param members before
   * @param done until the requester is told
   * @param lastKey until the last survivor was sent the new key
   */
  record Removal(long members, double done, double lastKey) {}

  String text() {
    var text = new StringBuilder();
    text.append("%.0f adds/s of %d people%n".formatted(rate, atOnce));
    text.append("ms                    count        p50      p99    p99.9      max%n".formatted());
    text.append("%-18s %s%n".formatted("added", added.line()));
    text.append("%-18s %s%n".formatted("list of 1,000", listing.line()));
    text.append("errors %d; one room grown to 1,000 in %.1f s%n".formatted(errors, growthSeconds));
    for (Removal removal : removals) {
      text.append(
          "one of %,d removed: told after %.0f ms, last survivor's key sent after %.0f ms%n"
              .formatted(removal.members(), removal.done(), removal.lastKey()));
    }
    for (Cost cost : processes) {
      text.append(
          "  %-8s %-32s cpu %7.2f s   memory %5d MiB%n"
              .formatted(cost.kind(), cost.name(), cost.cpuSeconds(), cost.memory()));
    }
    return text.toString().stripTrailing();
  }
}
