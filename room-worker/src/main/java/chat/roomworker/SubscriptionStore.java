package chat.roomworker;

import chat.model.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who is in which room: all members of a room, of whatever site. */
interface SubscriptionStore {
  /** Stores those that are not there yet; an existing one stays as it is (03 M5). */
  void insertAbsent(List<Subscription> subscriptions);

  /** All of a room, bots included, in any order (03 M8). */
  List<Subscription> ofRoom(String roomId);

  /** Those of the accounts, in any order. */
  List<Subscription> find(String roomId, Collection<String> accounts);

  /** One member's (03 M10). */
  default Optional<Subscription> find(String roomId, String account) {
    return find(roomId, List.of(account)).stream().findFirst();
  }

  /** False when there is no such subscription; a role that is there already is fine (03 M12). */
  boolean addRole(String roomId, String account, String role);

  /** False when there is no such subscription; a role that is not there is fine (03 M13). */
  boolean removeRole(String roomId, String account, String role);

  /** Those that are there (03 M14, M15). */
  void delete(String roomId, Collection<String> accounts);
}
