package chat.broadcastworker;

import chat.model.Subscription;
import java.util.List;

class InMemorySubscriptionStoreTest extends SubscriptionStoreContract {
  private final InMemorySubscriptionStore store = new InMemorySubscriptionStore();

  @Override
  SubscriptionStore storeOf(List<Subscription> subscriptions) {
    subscriptions.forEach(store::add);
    return store;
  }

  @Override
  List<String> mentionedIn(String roomId) {
    return store.mentionedIn(roomId);
  }
}
