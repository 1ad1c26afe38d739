package chat.historyservice;

import chat.model.StoredMessage;
import java.util.Collection;
import java.util.List;
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
   * Messages of up to a hundred ids, in no order; unknown ones are missing. Several of one id come
   * with the newest first.
   *
   * @throws RuntimeException the store's failure
   */
  List<StoredMessage> findAll(Collection<String> messageIds) throws InterruptedException;

  /**
   * One page of a list.
   *
   * @throws RuntimeException the store's failure, also for a state that it did not give
   */
  Slice read(BucketRead read) throws InterruptedException;
}
