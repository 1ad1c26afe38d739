package chat.historyservice;

import chat.model.StoredMessage;
import java.util.Optional;

/** The messages that message-worker saved. */
interface MessageStore {
  /**
   * The newest message of this id; empty when there is none.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<StoredMessage> find(String messageId) throws InterruptedException;

  /**
   * Messages of a room, those of threads not among them.
   *
   * @throws RuntimeException the store's failure, also for a state that it did not give
   */
  Slice read(BucketRead read) throws InterruptedException;
}
