package chat.inboxworker;

import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.Subscription;
import chat.model.SubscriptionUpdate;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;

/** A member of this site got another role in a room of another one (04 §4.4). */
final class UpdateRoles implements InboxEventHandler {
  private final SubscriptionStore subscriptions;
  private final MembershipMarks marks;

  UpdateRoles(SubscriptionStore subscriptions, MembershipMarks marks) {
    this.subscriptions = subscriptions;
    this.marks = marks;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException {
    SubscriptionUpdate event = inbox.read(SubscriptionUpdate.class); // 1
    Subscription subscription = event.subscription();
    List<String> roles = Lists.orEmpty(subscription.roles());
    if (roles.isEmpty()) { // 2
      return new Outcome.Reject("role_updated event has empty roles");
    }
    String roomId = subscription.roomId();
    String account = subscription.u().account();
    boolean timed = event.timestamp() > 0;
    if (timed && marks.changedAfter(roomId, account, event.timestamp())) {
      return Outcome.DONE; // it was about a membership that has ended since
    }
    Instant at = timed ? Instant.ofEpochMilli(event.timestamp()) : null;
    return switch (subscriptions.setRoles(roomId, account, roles, at)) { // 3, 4
      case APPLIED, SUPERSEDED -> Outcome.DONE;
      case NO_SUBSCRIPTION -> // it may have overtaken the event that adds the member
          new Outcome.Retry(
              "subscription not found for \"" + account + "\" in room \"" + roomId + "\"");
    };
  }
}
