package chat.stores;

import chat.model.StoredMessage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many replies messages have, which two tables count on their own. */
public interface ReplyCounts {
  /** The message that replies are counted at. */
  record Counted(String roomId, String messageId, Instant createdAt) {
    /** Empty when the reply does not know when its parent was written. */
    public static Optional<Counted> parentOf(StoredMessage reply) {
      Instant parentAt = reply.threadParentCreatedAt();
      return reply.threadParentId().isEmpty() || parentAt == null
          ? Optional.empty()
          : Optional.of(new Counted(reply.roomId(), reply.threadParentId(), parentAt));
    }
  }

  /** Which of the tables. */
  enum Table {
    BY_ID,
    BY_ROOM
  }

  /**
   * A count as it stands.
   *
   * @param replies null = never counted
   */
  record Count(@Nullable Integer replies) {}

  /**
   * Empty when the table does not have the message.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<Count> read(Table table, Counted message) throws InterruptedException;

  /**
   * Replaces a count, unless somebody else has changed it: then this is what it is now.
   *
   * @param current null = never counted; only for a message that was read before
   * @throws RuntimeException the store's failure; the count may have been replaced
   */
  Optional<Count> replace(Table table, Counted message, @Nullable Integer current, int next)
      throws InterruptedException;
}
