package chat.inboxworker;

import chat.model.ThreadSubscription;

/** Threads that the people of this site follow at other sites. */
interface ThreadSubscriptionStore {
  /**
   * Stores the first event about a person and a thread whole; of later ones only the time counts,
   * and a mention, which is never taken back.
   *
   * @return false when the same account follows the thread under another user id
   */
  boolean upsert(ThreadSubscription subscription);
}
