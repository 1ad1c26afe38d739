package chat.broadcastworker;

import chat.model.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Subscriptions for handler tests; {@link SubscriptionStoreContract} holds it true. */
final class InMemorySubscriptionStore implements SubscriptionStore {
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Set<String> mentioned = ConcurrentHashMap.newKeySet();

  void add(Subscription... added) {
    subscriptions.addAll(List.of(added));
  }

  /** Accounts of the room that carry the flag. */
  List<String> mentionedIn(String roomId) {
    return subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId) && mentioned.contains(s.id()))
        .map(s -> s.u().account())
        .toList();
  }

  @Override
  public void markMentioned(String roomId, Collection<String> accounts) {
    subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId) && accounts.contains(s.u().account()))
        .forEach(s -> mentioned.add(s.id()));
  }

  @Override
  public List<String> accountsOf(String roomId) {
    return subscriptions.stream()
        .filter(s -> s.roomId().equals(roomId))
        .map(s -> s.u().account())
        .toList();
  }
}
