package chat.inboxworker;

import chat.model.Subscription;
import java.util.Optional;

class InMemorySubscriptionStoreTest extends SubscriptionStoreContract {
  private final InMemorySubscriptionStore store = new InMemorySubscriptionStore();

  @Override
  SubscriptionStore emptyStore() {
    return store;
  }

  @Override
  Optional<Subscription> stored(String account) {
    return store.find(Samples.ROOM, account);
  }
}
