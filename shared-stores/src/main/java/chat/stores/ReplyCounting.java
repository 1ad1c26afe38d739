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
 * <p>Whoever adds or deletes a reply first takes one step, as every fleet does; then it compares
 * the counts with the replies until both agree. The step alone would do if nobody ever failed: a
 * count that is set by looking at the replies may hold what somebody under way is about to step
 * for. Who compares last, after its own change and its own step, finds everything that is wrong.
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

  /** To be called once for a reply, when it is saved; {@link #settle} must follow. */
  public void oneMore(Before before) throws InterruptedException {
    for (Map.Entry<Table, Count> entry : before.counts().entrySet()) {
      Integer current = entry.getValue().replies();
      step(before, entry.getKey(), current, current == null ? 1 : current + 1);
    }
  }

  /** To be called once for a reply, when it is deleted; {@link #settle} must follow. */
  public void oneLess(Before before) throws InterruptedException {
    for (Map.Entry<Table, Count> entry : before.counts().entrySet()) {
      Integer current = entry.getValue().replies();
      if (current != null && current > 0) {
        step(before, entry.getKey(), current, current - 1);
      }
    }
  }

  /** Not taken where somebody else has changed the count since: comparing will show. */
  private void step(Before before, Table table, @Nullable Integer current, int next)
      throws InterruptedException {
    Counted message = before.message();
    if (message != null) {
      counts.replace(table, message, current, next);
    }
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
