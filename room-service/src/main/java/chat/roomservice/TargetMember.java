package chat.roomservice;

import chat.model.Role;
import chat.model.Subscription;

/**
 * A member whom a request is about, and what keeps them in the room (02 §9.5.1). Rooms without orgs
 * have no rows at all: neither is normal there.
 *
 * @param hasOwnRow they are in by name
 * @param hasOrgRow an org of theirs is in
 */
record TargetMember(Subscription subscription, boolean hasOwnRow, boolean hasOrgRow) {
  boolean isOwner() {
    return owns(subscription);
  }

  boolean isInThroughAnOrgOnly() {
    return hasOrgRow && !hasOwnRow;
  }

  static boolean owns(Subscription subscription) {
    return subscription.roles() != null && subscription.roles().contains(Role.OWNER);
  }
}
