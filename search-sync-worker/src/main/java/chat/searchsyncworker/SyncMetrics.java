package chat.searchsyncworker;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.concurrent.TimeUnit;

/** What one collection counts; all names stand here. */
final class SyncMetrics {
  static final String WRITTEN = "written";
  static final String SKIPPED = "skipped";
  static final String RETRIED = "retried";
  static final String REFUSED = "refused";
  static final String UNUSABLE = "unusable";

  private static final AttributeKey<String> COLLECTION = AttributeKey.stringKey("collection");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

  private final String collection;
  private final LongCounter events;
  private final LongCounter actions;
  private final DoubleHistogram flushes;

  SyncMetrics(Meter meter, String collection) {
    this.collection = collection;
    this.events =
        meter
            .counterBuilder("search_sync_events_total")
            .setDescription("Events by outcome")
            .build();
    this.actions =
        meter
            .counterBuilder("search_sync_actions_total")
            .setDescription("Actions sent to the search engine")
            .build();
    this.flushes =
        meter
            .histogramBuilder("search_sync_flush_duration_seconds")
            .setDescription("Bulk requests")
            .build();
  }

  /** One delivery of an event is settled. */
  void event(String outcome) {
    events.add(1, labels(outcome));
  }

  /** One bulk request has ended. */
  void flushed(int size, long nanos, boolean answered) {
    String outcome = answered ? "answered" : "failed";
    actions.add(size, labels(outcome));
    flushes.record(nanos / (double) TimeUnit.SECONDS.toNanos(1), labels(outcome));
  }

  private Attributes labels(String outcome) {
    return Attributes.of(COLLECTION, collection, OUTCOME, outcome);
  }
}
