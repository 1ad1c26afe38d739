package chat.messageworker;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;

/**
 * Threads and who follows them. Doing anything again changes nothing.
 *
 * <p>Both methods throw the store's failure as a {@code RuntimeException}; what was asked for may
 * then have been done.
 */
interface ThreadStore {
  /**
   * The thread of the parent, with this reply in it: its author among those who have replied, first
   * and last reply moved apart where it lies outside of them, the parent's time corrected.
   *
   * @param ifFirst the thread as it is when this reply is the first one
   */
  ThreadRoom join(ThreadRoom ifFirst);

  /**
   * Makes somebody follow a thread. Who follows it already keeps what is stored, and is marked as
   * mentioned when this says so.
   */
  void follow(ThreadSubscription subscription);
}
