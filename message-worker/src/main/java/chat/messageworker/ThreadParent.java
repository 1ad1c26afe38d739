package chat.messageworker;

import chat.model.StoredParticipant;
import chat.stores.ReplyCounts.Counted;
import java.time.Instant;

/**
 * The message that a thread is about, as it is stored.
 *
 * @param sender with empty fields when nobody is known to have sent it
 * @param threadId the thread that it is stamped with in the table of ids; empty = none
 */
record ThreadParent(
    String messageId, String roomId, Instant createdAt, StoredParticipant sender, String threadId) {
  Counted counted() {
    return new Counted(roomId, messageId, createdAt);
  }

  /** A thread cannot be followed by somebody without id and account. */
  boolean hasAuthor() {
    return !sender.id().isEmpty() && !sender.account().isEmpty();
  }
}
