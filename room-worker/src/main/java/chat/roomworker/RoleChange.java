package chat.roomworker;

import chat.model.OutboxType;
import chat.model.Role;
import chat.model.Subscription;
import chat.model.SubscriptionUpdate;
import java.util.List;
import java.util.Optional;

/** Gives and takes roles, and tells the member and their home site (03 §9 steps 2 to 6). */
final class RoleChange {
  private final SubscriptionStore subscriptions;
  private final JobEvents events;
  private final String siteId;

  RoleChange(SubscriptionStore subscriptions, JobEvents events, String siteId) {
    this.subscriptions = subscriptions;
    this.events = events;
    this.siteId = siteId;
  }

  /** False when there is no such member. */
  boolean promote(String roomId, String account) {
    return subscriptions.addRole(roomId, account, Role.OWNER);
  }

  /** Never leaves somebody without a role. False when there is no such member. */
  boolean demote(String roomId, String account) {
    return subscriptions.addRole(roomId, account, Role.MEMBER)
        && subscriptions.removeRole(roomId, account, Role.OWNER);
  }

  /** Whether nobody would own the room without this one. */
  boolean isLastOwner(String roomId, String account) {
    List<String> owners =
        subscriptions.ofRoom(roomId).stream()
            .filter(s -> s.roles() != null && s.roles().contains(Role.OWNER))
            .map(s -> s.u().account())
            .toList();
    return owners.equals(List.of(account));
  }

  /** The subscription as it is stored now. */
  void tell(String roomId, Person member, JobOrigin origin) {
    Optional<Subscription> stored = subscriptions.find(roomId, member.account()); // 3
    if (stored.isEmpty()) {
      return; // removed meanwhile: there is nothing to tell any more
    }
    SubscriptionUpdate update = events.roleUpdated(stored.get(), origin); // 4
    RemoteMembers.bySite(List.of(member), siteId) // 6
        .keySet()
        .forEach(site -> events.outbox(OutboxType.ROLE_UPDATED, site, update, origin));
  }
}
