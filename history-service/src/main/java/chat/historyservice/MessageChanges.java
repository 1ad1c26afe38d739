package chat.historyservice;

import chat.model.StoredMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes of stored messages. {@code messages_by_id} decides who comes first; the copies follow it.
 * Nothing is ever written where no message is.
 */
interface MessageChanges {
  /** What the deciding table made of a change. */
  sealed interface Outcome {
    record Applied() implements Outcome {}

    /** Somebody had deleted the message before. */
    record Deleted() implements Outcome {}

    /** There is no such message any more. */
    record Missing() implements Outcome {}
  }

  /** What stands in a place. */
  enum CopyState {
    ABSENT,
    PRESENT,
    DELETED
  }

  /**
   * A deletion.
   *
   * @param hadReplies the message then says so by its type
   */
  record Deletion(Instant at, boolean hadReplies) {}

  /**
   * Changes the text of a message that is there and not deleted.
   *
   * @throws RuntimeException the store's failure; the change may have been made
   */
  Outcome edit(StoredMessage message, String text, Instant at) throws InterruptedException;

  /**
   * Marks a message as deleted that is there and not deleted: of several at one time one succeeds.
   *
   * @throws RuntimeException the store's failure; the change may have been made
   */
  Outcome delete(StoredMessage message, Deletion deletion) throws InterruptedException;

  /**
   * When the message was changed last; null = the store does not say.
   *
   * @throws RuntimeException the store's failure, or the message is gone
   */
  @Nullable Instant updatedAt(StoredMessage message) throws InterruptedException;

  CopyState state(CopyPlace place) throws InterruptedException;

  /** For a place where something is. */
  void edit(CopyPlace place, String text, Instant at) throws InterruptedException;

  /** For a place where something is. */
  void delete(CopyPlace place, Deletion deletion) throws InterruptedException;
}
