package chat.inboxworker;

import chat.model.ThreadSubscription;
import java.util.List;

class InMemoryThreadSubscriptionStoreTest extends ThreadSubscriptionStoreContract {
  private final InMemoryThreadSubscriptionStore store = new InMemoryThreadSubscriptionStore();

  @Override
  ThreadSubscriptionStore emptyStore() {
    return store;
  }

  @Override
  List<ThreadSubscription> stored() {
    return store.all();
  }
}
