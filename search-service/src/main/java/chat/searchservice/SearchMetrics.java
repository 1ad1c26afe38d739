package chat.searchservice;

import chat.model.ErrorCode;
import chat.model.SearchArea;
import chat.runtime.Reply;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.TimeUnit;

/** What the service counts (11 §9); all names stand here. */
final class SearchMetrics implements MultiCollector {
  private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("search_service_requests_total")
          .help("Requests by kind and status")
          .labelNames("kind", "status")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .name("search_service_request_duration_seconds")
          .help("Whole requests")
          .labelNames("kind")
          .classicOnly()
          .classicUpperBounds(BUCKETS)
          .register(registry);
  private final Histogram searches =
      Histogram.builder()
          .name("search_service_es_duration_seconds")
          .help("Searches of the engine, also failed ones")
          .classicOnly()
          .classicUpperBounds(BUCKETS)
          .register(registry);
  private final Counter partial =
      Counter.builder()
          .name("search_service_partial_results_total")
          .help("Answers of the engine that some of its parts had no share in")
          .register(registry);

  SearchMetrics() {
    for (SearchArea area : SearchArea.values()) {
      durations.initLabelValues(kind(area));
    }
  }

  void answered(SearchArea area, Reply reply, long nanos) {
    requests.labelValues(kind(area), status(reply)).inc();
    durations.labelValues(kind(area)).observe(seconds(nanos));
  }

  /** As dashboards know it: a search of rooms is one of subscriptions. */
  private static String kind(SearchArea area) {
    return area == SearchArea.ROOMS ? "subscriptions" : area.text();
  }

  private static String status(Reply reply) {
    return switch (reply) {
      case Reply.Success _ -> "ok";
      case Reply.Refusal refusal -> refusal.code().isEmpty() ? ErrorCode.INTERNAL : refusal.code();
    };
  }

  void searched(long nanos) {
    searches.observe(seconds(nanos));
  }

  void partial() {
    partial.inc();
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public MetricSnapshots collect() {
    return registry.scrape();
  }
}
