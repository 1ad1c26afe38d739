package chat.historyservice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Between which times a list read looks for messages (09 §5.3).
 *
 * @param floor the room's creation, but no more than so many days ago
 * @param ceiling behind the newest message that there can be
 */
record WalkBounds(Instant floor, Instant ceiling) {
  /**
   * The last message of a room is written down behind the message itself, and late when a service
   * is down: within this time it is not relied on.
   */
  static final Duration MARGIN = Duration.ofHours(1);

  static WalkBounds of(RoomTimes times, Duration longest, Clock clock) {
    Instant now = clock.instant();
    Instant floor = floor(times.createdAt(), now.minus(longest));
    Instant ceiling = ceiling(times.lastMsgAt(), now);
    return new WalkBounds(floor, ceiling.isBefore(floor) ? floor : ceiling);
  }

  /** The same for somebody who reads from a time on. */
  WalkBounds notBefore(@Nullable Instant since) {
    if (since == null || since.isBefore(floor)) {
      return this;
    }
    return new WalkBounds(since, ceiling.isBefore(since) ? since : ceiling);
  }

  private static Instant floor(@Nullable Instant createdAt, Instant oldest) {
    return createdAt == null || createdAt.isBefore(oldest) ? oldest : createdAt;
  }

  /** Only windows that are surely empty are passed over. */
  private static Instant ceiling(@Nullable Instant lastMsgAt, Instant now) {
    return lastMsgAt == null || lastMsgAt.isAfter(now.minus(MARGIN))
        ? now.plus(MARGIN)
        : lastMsgAt.plus(MARGIN);
  }
}
