package chat.historyservice;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;

class InMemoryThreadStoreTest extends ThreadStoreContract {
  private final InMemoryThreadStore store = new InMemoryThreadStore();

  @Override
  ThreadStore store() {
    return store;
  }

  @Override
  void insert(ThreadRoom thread) {
    store.threads.add(thread);
  }

  @Override
  void insert(ThreadSubscription subscription) {
    store.subscriptions.add(subscription);
  }
}
