package chat.historyservice;

import chat.model.RoomTimesHint;
import chat.runtime.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a room's times: what the client says where that can be, else what is stored (09 §5). */
final class RoomTimesResolver {
  private static final Logger LOG = LoggerFactory.getLogger(RoomTimesResolver.class);
  private static final Instant EARLIEST_HINT = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration LATEST_HINT = Duration.ofHours(1);

  private final RoomStore rooms;
  private final Clock clock;

  /** What the look-up came to. */
  sealed interface Resolution {
    record Known(RoomTimes times) implements Resolution {}

    record Refused(Reply.Refusal refusal) implements Resolution {}
  }

  RoomTimesResolver(RoomStore rooms, Clock clock) {
    this.rooms = rooms;
    this.clock = clock;
  }

  Resolution resolve(String roomId, @Nullable RoomTimesHint meta) {
    try {
      Optional<RoomTimes> times = times(roomId, accepted(meta)); // 1
      return times.isPresent()
          ? new Resolution.Known(times.get())
          : new Resolution.Refused(Refusals.ROOM_UNKNOWN); // 4
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("roomID", roomId).log("resolve room times");
      return new Resolution.Refused(Refusals.ROOM_TIMES_FAILED);
    }
  }

  /** Each hint is taken or left on its own. */
  private RoomTimes accepted(@Nullable RoomTimesHint meta) {
    Instant now = clock.instant();
    return meta == null
        ? new RoomTimes(null, null)
        : new RoomTimes(
            within(meta.lastMsgAt(), now.plus(LATEST_HINT)), within(meta.createdAt(), now));
  }

  private static @Nullable Instant within(@Nullable Long millis, Instant latest) {
    if (millis == null) {
      return null;
    }
    Instant time = Instant.ofEpochMilli(millis);
    return time.isBefore(EARLIEST_HINT) || time.isAfter(latest) ? null : time;
  }

  private Optional<RoomTimes> times(String roomId, RoomTimes hints) {
    boolean usable =
        hints.lastMsgAt() != null && hints.createdAt() != null && !isInconsistent(hints);
    if (usable && !mayBeStale(hints)) {
      return Optional.of(hints);
    }
    Optional<RoomTimes> stored = rooms.times(roomId); // 2
    if (stored.isEmpty()) {
      return usable ? Optional.of(hints) : Optional.empty();
    }
    RoomTimes merged = merged(hints, stored.get());
    RoomTimes times = isInconsistent(hints, merged) ? stored.get() : merged; // 3
    return Optional.of(isInconsistent(times) ? new RoomTimes(null, times.createdAt()) : times);
  }

  /** A pair that was hinted is judged before anything stored mends half of it. */
  private static boolean isInconsistent(RoomTimes hints, RoomTimes merged) {
    return isInconsistent(merged) || (hints.lastMsgAt() != null && isInconsistent(hints));
  }

  /** A client that was away remembers a last message that is not the last one any more. */
  private boolean mayBeStale(RoomTimes hints) {
    Instant last = hints.lastMsgAt();
    return last != null && last.isBefore(clock.instant().minus(WalkBounds.MARGIN));
  }

  private static RoomTimes merged(RoomTimes hints, RoomTimes stored) {
    Instant created = hints.createdAt();
    return new RoomTimes(
        later(hints.lastMsgAt(), stored.lastMsgAt()),
        created == null ? stored.createdAt() : created);
  }

  /** A room whose last message was never written down may have later ones than any hint. */
  private static @Nullable Instant later(@Nullable Instant hint, @Nullable Instant stored) {
    return hint == null || stored == null || stored.isAfter(hint) ? stored : hint;
  }

  /** No last message at all counts as before everything. */
  private static boolean isInconsistent(RoomTimes times) {
    Instant last = times.lastMsgAt();
    Instant created = times.createdAt();
    return created != null && (last == null || created.isAfter(last));
  }
}
