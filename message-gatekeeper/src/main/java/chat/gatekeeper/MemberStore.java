package chat.gatekeeper;

import java.util.Optional;

/** Who may send into which room. */
@FunctionalInterface
interface MemberStore {
  /**
   * Empty when the account is not subscribed to the room.
   *
   * @throws RuntimeException the store's failure
   */
  Optional<Member> find(String roomId, String account) throws InterruptedException;
}
