package chat.messageworker;

import chat.model.Message;
import java.util.Optional;

/**
 * Where replies are kept, and what their parents know of the thread.
 *
 * <p>Every method throws the store's failure as a {@code RuntimeException}; what was asked for may
 * then have been done.
 */
interface ReplyStore {
  /** What is replied to; empty when it is not stored. Of two messages of one id the newer one. */
  Optional<ThreadParent> parent(String messageId);

  /** True when {@link #save} has saved the reply before. */
  boolean isSaved(Message reply);

  /**
   * Saves a reply. Doing it again changes nothing: not the row, and nothing that was done to it
   * since.
   */
  void save(NewReply reply);

  /** The thread that the parent's copy in its room is stamped with; empty = no copy. */
  Optional<String> stampInRoom(ThreadParent parent);

  /**
   * Stamps the parent in the table of ids.
   *
   * @return false when it is not there; nothing is written then
   */
  boolean stampById(ThreadParent parent, String threadId);

  /**
   * Stamps the parent's copy in its room.
   *
   * @return false when it is not there; nothing is written then
   */
  boolean stampInRoom(ThreadParent parent, String threadId);
}
