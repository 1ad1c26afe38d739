package chat.historyservice;

import java.util.Optional;

/** Who is in which room. */
@FunctionalInterface
interface SubscriptionStore {
  /**
   * Empty when the account is not subscribed to the room.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<Membership> find(String roomId, String account);
}
