package chat.historyservice;

import chat.runtime.Request;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the requester's subscription, the first check of every operation (09 §4). */
final class RoomAccess {
  private static final Logger LOG = LoggerFactory.getLogger(RoomAccess.class);

  private final SubscriptionStore subscriptions;

  RoomAccess(SubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
  }

  Access of(Request request) {
    try {
      Optional<Membership> membership = subscriptions.find(request.roomId(), request.account());
      return membership.isPresent()
          ? new Access.Granted(membership.get().historySharedSince())
          : new Access.Denied(Refusals.NOT_SUBSCRIBED);
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("account", request.account())
          .addKeyValue("roomID", request.roomId())
          .log("checking subscription");
      return new Access.Denied(Refusals.ACCESS_UNKNOWN);
    }
  }
}
