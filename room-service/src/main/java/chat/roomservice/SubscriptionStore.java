package chat.roomservice;

import chat.model.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is in which room. */
interface SubscriptionStore {
  Optional<Subscription> find(String roomId, String account);

  /** The account's DM or botDM with the counterpart, which gives the subscription its name. */
  Optional<Subscription> findDirect(String account, String counterpart);

  /** Rooms the account is subscribed to, in any order. */
  List<String> roomIdsOf(String account);

  /** A member, and what keeps them in the room. */
  Optional<TargetMember> findTarget(String roomId, String account);

  MemberCounts count(String roomId);

  /**
   * Sets the alert, and when the member saw the room last; that never goes back.
   *
   * @return false when there is no such subscription
   */
  boolean markRead(String roomId, String account, Instant seenAt, boolean alert);

  /** When the member saw the room who saw it longest ago; who never did does not count. */
  Optional<Instant> oldestSeen(String roomId);

  /**
   * User ids of those who saw the room at that time or later, in any order, without one account.
   */
  List<String> seenSince(String roomId, Instant time, String exceptAccount);
}
