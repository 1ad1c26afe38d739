package chat.messageworker;

import chat.model.Message;
import chat.model.ThreadRoom;
import chat.stores.ReplyCounts;
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
 * Counts a reply at its parent once, however often it comes and wherever that is interrupted (06
 * §9.3, §17).
 *
 * <p>The counts are read before the reply is saved. As long as nobody has changed one since, it is
 * one more. Otherwise, or when the reply had been saved before, nobody can tell what is in the
 * count: then the replies themselves are counted, again and again until the count and they agree.
 * Whoever was under way while somebody did so finds the count changed, and does the same.
 */
final class CountReply {
  private static final int ATTEMPTS = 16;

  /** By how much the clocks of those who write may disagree. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final ReplyCounts counts;
  private final ReplyStore replies;
  private final Clock clock;

  /**
   * What was known before a reply was saved.
   *
   * @param counts of the tables that have the parent
   * @param saved whether the reply was there already
   */
  record Before(Map<Table, Count> counts, boolean saved) {}

  CountReply(ReplyCounts counts, ReplyStore replies, Clock clock) {
    this.counts = counts;
    this.replies = replies;
    this.clock = clock;
  }

  /** To be called before the reply is saved. The order counts: see {@link #count}. */
  Before before(@Nullable Counted parent, Message reply) throws InterruptedException {
    Map<Table, Count> known = new EnumMap<>(Table.class);
    if (parent != null) {
      for (Table table : Table.values()) {
        counts.read(table, parent).ifPresent(count -> known.put(table, count));
      }
    }
    // last: of two deliveries at one time the later one either sees the reply here, or has read
    // counts that the earlier one changes
    return new Before(known, replies.isSaved(reply));
  }

  /**
   * To be called when the reply is saved.
   *
   * @throws RuntimeException the store's failure, or others changed a count again and again
   */
  void count(Counted parent, ThreadRoom thread, Before before) throws InterruptedException {
    for (Map.Entry<Table, Count> entry : before.counts().entrySet()) {
      Table table = entry.getKey();
      if (before.saved() || !oneMore(table, parent, entry.getValue())) {
        recount(table, parent, thread);
      }
    }
  }

  private boolean oneMore(Table table, Counted parent, Count count) throws InterruptedException {
    Integer current = count.replies();
    return counts.replace(table, parent, current, current == null ? 1 : current + 1).isEmpty();
  }

  /** The count is read before the replies: one that is changed meanwhile is not replaced. */
  private void recount(Table table, Counted parent, ThreadRoom thread) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Count> count = counts.read(table, parent);
      if (count.isEmpty()) {
        return;
      }
      Integer current = count.get().replies();
      int visible = replies.visible(thread, until(thread));
      if (current == null ? visible == 0 : current == visible) {
        return;
      }
      counts.replace(table, parent, current, visible);
    }
    throw new IllegalStateException("cas increment exceeded " + ATTEMPTS + " retries");
  }

  private Instant until(ThreadRoom thread) {
    Instant now = clock.instant();
    return (thread.lastMsgAt().isAfter(now) ? thread.lastMsgAt() : now).plus(SKEW);
  }
}
