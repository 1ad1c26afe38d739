package chat.localfleet.bench;

import chat.localfleet.bench.ProcessCosts.Cost;
import java.util.List;

/**
 * What search costs. Times in milliseconds.
 *
 * @param rate messages a second
 * @param accepted until the sender's answer
 * @param indexed until the engine holds the document (a sample)
 * @param found until a search finds it (a smaller sample); the index shows new documents every 30 s
 * @param eventsPerSecond that search-sync-worker works off when they wait for it
 * @param documents in the index that is searched
 * @param documentsPerSecond that the engine took when they were loaded
 * @param searched one page of results, as the client sees it
 * @param inService mean of a search within search-service
 * @param inEngine mean of its part that the engine took
 * @param errors messages without an answer, or searches that failed
 * @param firstError in words
 * @param sending processes while messages were sent
 * @param searching processes while searches ran
 */
record SearchReport(
    double rate,
    Latency.Summary accepted,
    Latency.Summary indexed,
    Latency.Summary found,
    double eventsPerSecond,
    long documents,
    double documentsPerSecond,
    double searchRate,
    Latency.Summary searched,
    double inService,
    double inEngine,
    long errors,
    String firstError,
    List<Cost> sending,
    List<Cost> searching) {

  String text() {
    var text = new StringBuilder();
    text.append("%.0f messages/s%n".formatted(rate));
    text.append("ms                    count        p50      p99    p99.9      max%n".formatted());
    line(text, "send to answer", accepted);
    line(text, "send to indexed", indexed);
    line(text, "send to found", found);
    text.append("a backlog is worked off at %.0f events/s%n".formatted(eventsPerSecond));
    costs(text, sending);
    text.append(
        "%.0f searches/s among %,d messages, which were loaded at %.0f/s%n"
            .formatted(searchRate, documents, documentsPerSecond));
    line(text, "search", searched);
    text.append(
        "mean within search-service %.1f ms, of which in the engine %.1f ms; errors %d %s%n"
            .formatted(inService, inEngine, errors, firstError));
    costs(text, searching);
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, Latency.Summary times) {
    text.append("%-18s %s%n".formatted(name, times.line()));
  }

  private static void costs(StringBuilder text, List<Cost> processes) {
    for (Cost cost : processes) {
      text.append(
          "  %-8s %-32s cpu %7.2f s   memory %5d MiB%n"
              .formatted(cost.kind(), cost.name(), cost.cpuSeconds(), cost.memory()));
    }
  }
}
