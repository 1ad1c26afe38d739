package chat.inboxworker;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.concurrent.TimeUnit;

/** What is measured of the copies of room keys besides their store (04 §12.7). */
final class ReplicationMetrics {
  private final DoubleHistogram questions;
  private final LongCounter terminated;

  /**
   * @param meter of {@link chat.roomkeystore.RoomKeyMetrics#METER}
   */
  ReplicationMetrics(Meter meter) {
    questions =
        meter
            .histogramBuilder("room_key_rpc_duration_seconds")
            .setUnit("s")
            .setDescription("Questions to other sites for room keys, answered or not")
            .build();
    terminated =
        meter
            .counterBuilder("room_key_replication_terminated_total")
            .setDescription("Events given up because the room key was not to be had")
            .build();
  }

  void asked(long nanos) {
    questions.record(nanos / (double) TimeUnit.SECONDS.toNanos(1));
  }

  void terminated() {
    terminated.add(1);
  }
}
