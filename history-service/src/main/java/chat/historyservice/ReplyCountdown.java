package chat.historyservice;

import chat.model.StoredMessage;
import chat.stores.ReplyCounts;
import chat.stores.ReplyCounts.Count;
import chat.stores.ReplyCounts.Counted;
import chat.stores.ReplyCounts.Table;
import java.util.Optional;

/** Counts a deleted reply off at its parent (09 §14.2), as message-worker counted it. */
final class ReplyCountdown {
  private static final int ATTEMPTS = 16;

  private final ReplyCounts counts;

  ReplyCountdown(ReplyCounts counts) {
    this.counts = counts;
  }

  /**
   * @throws RuntimeException the store's failure, or others changed the count again and again
   */
  void countOff(StoredMessage reply) throws InterruptedException {
    Optional<Counted> parent = Counted.parentOf(reply);
    if (parent.isEmpty()) {
      return;
    }
    for (Table table : Table.values()) {
      Optional<Count> count = counts.read(table, parent.get()); // 1
      if (count.isEmpty()) {
        return;
      }
      countOff(table, parent.get(), count.get());
    }
  }

  private void countOff(Table table, Counted parent, Count first) throws InterruptedException {
    Integer current = first.replies();
    for (int attempt = 0; attempt < ATTEMPTS && current != null; attempt++) { // 2
      Optional<Count> changed = counts.replace(table, parent, current, Math.max(current - 1, 0));
      if (changed.isEmpty()) {
        return;
      }
      current = changed.get().replies();
    }
    if (current != null) {
      throw new IllegalStateException("cas decrement exceeded " + ATTEMPTS + " retries");
    }
  }
}
