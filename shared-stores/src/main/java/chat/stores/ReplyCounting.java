package chat.stores;

import chat.stores.ReplyCounts.Count;
import chat.stores.ReplyCounts.Counted;
import chat.stores.ReplyCounts.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps both counts of a message at the number of replies that its thread shows, whoever adds and
 * deletes at one time, and wherever that is interrupted (contract 06 §9.3 and §17, 09 §14.2).
 *
 * <p>Whoever adds or deletes a reply first takes one step, as every fleet does; then, where that is
 * cheap or something is in doubt, it compares the counts with the replies until both agree. The
 * step alone would do if nobody ever failed: a count that is set by looking at the replies may hold
 * what somebody under way is about to step for. Who compares last, after its own change and its own
 * step, finds everything that is wrong.
 */
public final class ReplyCounting {
  /** Waits for others that are under way. */
  @FunctionalInterface
  public interface Pause {
    /** Takes that long. */
    void take(Duration length) throws InterruptedException;
  }

  private static final int ATTEMPTS = 16;

  /** By how much the clocks of those who write may disagree. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** How long somebody needs between the change of a reply and the step. */
  private static final Duration UNDER_WAY = Duration.ofMillis(50);

  /** A thread of so many replies and days is compared after each change. */
  private static final int SHORT_LENGTH = 100;

  private static final Duration SHORT_AGE = Duration.ofDays(15);

  private final ReplyCounts counts;
  private final VisibleReplies replies;
  private final Clock clock;
  private final Pause pause;

  /** What the tables that have the message counted. */
  public record Before(@Nullable Counted message, Map<Table, Count> counts) {}

  /**
   * Counts what is in these stores.
   *
   * @param pause real time passes in it
   */
  public ReplyCounting(ReplyCounts counts, VisibleReplies replies, Clock clock, Pause pause) {
    this.counts = counts;
    this.replies = replies;
    this.clock = clock;
    this.pause = pause;
  }

  /** To be called before a reply is saved or deleted; null = what is replied to is unknown. */
  public Before before(@Nullable Counted message) throws InterruptedException {
    Map<Table, Count> known = new EnumMap<>(Table.class);
    if (message != null) {
      for (Table table : Table.values()) {
        counts.read(table, message).ifPresent(count -> known.put(table, count));
      }
    }
    return new Before(message, known);
  }

  /**
   * To be called once for a reply, when it is saved; {@link #settle} must follow.
   *
   * @return whether every table took the step: then nothing is in doubt but what others do
   */
  public boolean oneMore(Before before) throws InterruptedException {
    boolean taken = true;
    for (Map.Entry<Table, Count> entry : before.counts().entrySet()) {
      Integer current = entry.getValue().replies();
      taken &= step(before, entry.getKey(), current, current == null ? 1 : current + 1);
    }
    return taken;
  }

  /**
   * To be called once for a reply, when it is deleted; {@link #settle} must follow.
   *
   * @return whether every table took the step: then nothing is in doubt but what others do
   */
  public boolean oneLess(Before before) throws InterruptedException {
    boolean taken = true;
    for (Map.Entry<Table, Count> entry : before.counts().entrySet()) {
      Integer current = entry.getValue().replies();
      taken &= current != null && current > 0 && step(before, entry.getKey(), current, current - 1);
    }
    return taken;
  }

  /** Not taken where somebody else has changed the count since: comparing will show. */
  private boolean step(Before before, Table table, @Nullable Integer current, int next)
      throws InterruptedException {
    Counted message = before.message();
    return message != null && counts.replace(table, message, current, next).isEmpty();
  }

  /**
   * Compares where something is in doubt, and otherwise only in a thread that is read at little
   * cost: to read a long one again for each of its replies would cost the square of its length.
   *
   * @param inDoubt a step was not taken, or the change came again
   * @throws RuntimeException as {@link #settle(Counted, VisibleReplies.Place)}
   */
  public void settle(Counted message, VisibleReplies.Place thread, boolean inDoubt)
      throws InterruptedException {
    if (inDoubt || isShort(message, thread)) {
      settle(message, thread);
    }
  }

  private boolean isShort(Counted message, VisibleReplies.Place thread)
      throws InterruptedException {
    return Duration.between(thread.first(), latest(thread.last())).compareTo(SHORT_AGE) <= 0
        && before(message).counts().values().stream()
            .allMatch(count -> Optional.ofNullable(count.replies()).orElse(0) <= SHORT_LENGTH);
  }

  /**
   * Compares counts and replies until they agree. May be called again and again.
   *
   * @throws RuntimeException the store's failure, or others changed a count again and again
   */
  public void settle(Counted message, VisibleReplies.Place thread) throws InterruptedException {
    var place =
        new VisibleReplies.Place(
            thread.roomId(), thread.threadRoomId(), thread.first(), latest(thread.last()));
    boolean waited = false;
    for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
      // counts first: one that is changed while the replies are counted is not replaced
      Map<Table, Count> wrong = new EnumMap<>(before(message).counts());
      if (wrong.isEmpty()) {
        return; // no such message: nothing to count for, and its thread may be of any length
      }
      int visible = replies.in(place);
      wrong.values().removeIf(count -> agrees(count, visible));
      if (wrong.isEmpty()) {
        return;
      }
      if (waited) {
        for (Map.Entry<Table, Count> entry : wrong.entrySet()) {
          counts.replace(entry.getKey(), message, entry.getValue().replies(), visible);
        }
      } else {
        pause.take(UNDER_WAY);
        waited = true;
      }
    }
    throw new IllegalStateException("cas of a reply count exceeded " + ATTEMPTS + " retries");
  }

  private static boolean agrees(Count count, int visible) {
    return Optional.ofNullable(count.replies()).orElse(0) == visible;
  }

  private Instant latest(Instant last) {
    Instant now = clock.instant();
    return (last.isAfter(now) ? last : now).plus(SKEW);
  }
}
