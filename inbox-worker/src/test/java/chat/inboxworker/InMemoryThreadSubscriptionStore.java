package chat.inboxworker;

import chat.model.ThreadSubscription;
import java.util.ArrayList;
import java.util.List;

/**
 * Thread subscriptions for handler tests; {@link ThreadSubscriptionStoreContract} holds it true.
 */
final class InMemoryThreadSubscriptionStore implements ThreadSubscriptionStore {
  private final List<ThreadSubscription> subscriptions = new ArrayList<>();

  List<ThreadSubscription> all() {
    return subscriptions;
  }

  @Override
  public boolean upsert(ThreadSubscription given) {
    for (int i = 0; i < subscriptions.size(); i++) {
      ThreadSubscription s = subscriptions.get(i);
      if (s.threadRoomId().equals(given.threadRoomId())) {
        if (s.userId().equals(given.userId())) {
          subscriptions.set(i, updated(s, given));
          return true;
        }
        if (s.userAccount().equals(given.userAccount())) {
          return false;
        }
      }
    }
    subscriptions.add(given);
    return true;
  }

  private static ThreadSubscription updated(ThreadSubscription s, ThreadSubscription given) {
    return new ThreadSubscription(
        s.id(),
        s.parentMessageId(),
        s.roomId(),
        s.threadRoomId(),
        s.userId(),
        s.userAccount(),
        s.siteId(),
        s.lastSeenAt(),
        s.hasMention() || given.hasMention(),
        s.createdAt(),
        given.updatedAt());
  }
}
