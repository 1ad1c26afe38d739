package chat.roomworker;

import chat.model.Room;
import chat.model.Subscription;
import java.time.Instant;
import java.util.List;

/** The two members of a DM or botDM (03 §6.2 step 7, §10.1 step 4). */
final class DirectMembers {
  private final SubscriptionStore subscriptions;
  private final NewSubscriptions fresh;

  DirectMembers(SubscriptionStore subscriptions, NewSubscriptions fresh) {
    this.subscriptions = subscriptions;
    this.fresh = fresh;
  }

  /** Both as they are stored, the requester's first; one that stood before is untouched. */
  List<Subscription> subscribe(Room room, Person requester, Person counterpart, Instant joinedAt) {
    subscriptions.insertAbsent(fresh.pair(room, requester, counterpart, joinedAt));
    List<Subscription> stored = subscriptions.ofRoom(room.id());
    List<Subscription> pair =
        List.of(of(stored, requester.account()), of(stored, counterpart.account()));
    if (stored.size() != 2 || pair.get(0).equals(pair.get(1))) {
      throw new IllegalStateException("a DM has two members, " + room.id() + " has not");
    }
    return pair;
  }

  private static Subscription of(List<Subscription> stored, String account) {
    return stored.stream()
        .filter(subscription -> subscription.u().account().equals(account))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("subscription not found"));
  }
}
