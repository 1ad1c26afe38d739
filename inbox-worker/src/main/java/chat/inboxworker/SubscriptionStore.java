package chat.inboxworker;

import chat.model.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the people of this site have subscribed to at other sites. */
interface SubscriptionStore {
  /** What became of a change of roles. */
  enum RoleChange {
    APPLIED,
    /** A later change came first. */
    SUPERSEDED,
    NO_SUBSCRIPTION
  }

  /**
   * Stores those that are not there yet; an existing one stays as it is, with id and read state.
   */
  void insertAbsent(List<Subscription> subscriptions);

  /** Nobody there is fine. */
  void remove(String roomId, Collection<String> accounts);

  /** As {@link #remove}, but leaves who joined later than the time. */
  void removeJoinedUntil(String roomId, Collection<String> accounts, Instant joinedAt);

  /**
   * @param at when the roles were changed at the room's site; null = unknown, applied in any case
   */
  RoleChange setRoles(String roomId, String account, List<String> roles, @Nullable Instant at);

  /** Only a later time counts, and no subscription is fine. */
  void markRead(String roomId, String account, Instant lastSeenAt, boolean alert);
}
