package chat.roomworker;

import chat.model.Subscription;
import java.util.List;

/** Who is in which room: all members of a room, of whatever site. */
interface SubscriptionStore {
  /** Stores those that are not there yet; an existing one stays as it is (03 M5). */
  void insertAbsent(List<Subscription> subscriptions);

  /** All of a room, bots included, in any order (03 M8). */
  List<Subscription> ofRoom(String roomId);
}
