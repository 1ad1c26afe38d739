package chat.model;

import java.time.Instant;
import java.util.List;

/**
 * A thread, one document of {@code thread_rooms} (contract 01 §2.2).
 *
 * @param threadParentCreatedAt the zero time when the client did not say it
 * @param replyAccounts who has replied; never null in the store
 */
public record ThreadRoom(
    String id,
    String parentMessageId,
    Instant threadParentCreatedAt,
    String roomId,
    String siteId,
    Instant lastMsgAt,
    String lastMsgId,
    List<String> replyAccounts,
    Instant createdAt,
    Instant updatedAt) {
  /** Copies the lists. */
  public ThreadRoom {
    replyAccounts = List.copyOf(replyAccounts);
  }
}
