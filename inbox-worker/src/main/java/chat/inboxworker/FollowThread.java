package chat.inboxworker;

import chat.model.MalformedJsonException;
import chat.model.ThreadSubscription;
import chat.runtime.Outcome;

/** Somebody of this site follows, or is mentioned in, a thread of another one (04 §4.6). */
final class FollowThread implements InboxEventHandler {
  private final ThreadSubscriptionStore subscriptions;

  FollowThread(ThreadSubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException {
    ThreadSubscription event = inbox.read(ThreadSubscription.class); // 1
    if (event.threadRoomId().isEmpty() || event.userId().isEmpty()) {
      return new Outcome.Reject("thread_subscription_upserted event names no thread or no user");
    }
    return subscriptions.upsert(event) // 2
        ? Outcome.DONE
        : new Outcome.Retry(
            "upsert thread subscription (threadRoomID %s, userID %s): duplicate key"
                .formatted(event.threadRoomId(), event.userId()));
  }
}
