package chat.messageworker;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import java.util.List;

class InMemoryThreadStoreTest extends ThreadStoreContract {
  private final InMemoryThreadStore store = new InMemoryThreadStore();

  @Override
  ThreadStore store() {
    return store;
  }

  /** The maps alone are for one thread. */
  @Override
  ThreadStore storeForMany() {
    return new ThreadStore() {
      @Override
      public ThreadRoom join(ThreadRoom ifFirst) {
        synchronized (store) {
          return store.join(ifFirst);
        }
      }

      @Override
      public void follow(ThreadSubscription subscription) {
        synchronized (store) {
          store.follow(subscription);
        }
      }
    };
  }

  @Override
  ThreadRoom thread(String parentId) {
    return store.byParent.get(parentId);
  }

  @Override
  List<ThreadSubscription> subscriptions(String threadId) {
    return store.subscriptions.values().stream()
        .filter(s -> s.threadRoomId().equals(threadId))
        .toList();
  }
}
