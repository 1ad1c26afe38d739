package chat.localfleet.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times from when something was due until it was seen. Safe for concurrent use. */
final class Latency {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /**
   * In milliseconds.
   *
   * @param count how often it was seen; 0 leaves the others 0
   */
  record Summary(long count, double p50, double p99, double p999, double max) {
    String line() {
      return "%7d   %8.1f %8.1f %8.1f %8.1f".formatted(count, p50, p99, p999, max);
    }
  }

  void record(long nanos) {
    micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
  }

  Summary summary() {
    return new Summary(
        micros.getTotalCount(), at(50), at(99), at(99.9), micros.getMaxValue() / 1000.0);
  }

  private double at(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
