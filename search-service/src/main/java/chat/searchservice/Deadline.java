package chat.searchservice;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of one request's time, which all its steps share (11 §2.2). */
final class Deadline {
  private final LongSupplier nanoTime;
  private final long end;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Deadline(Duration limit, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + limit.toNanos();
  }

  /** Never less than a millisecond: what is over ends by itself, with the text of its step. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - nanoTime.getAsLong()));
  }
}
