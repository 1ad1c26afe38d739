package chat.roomworker;

import java.time.Clock;
import java.time.Instant;

/** The two times of a job (03 §3.5). */
final class JobTimes {
  private final Clock clock;

  JobTimes(Clock clock) {
    this.clock = clock;
  }

  /** When the request was accepted; a job that does not say gets the present (oddity 7). */
  long accepted(long timestamp) {
    return timestamp > 0 ? timestamp : clock.millis();
  }

  Instant now() {
    return clock.instant();
  }
}
