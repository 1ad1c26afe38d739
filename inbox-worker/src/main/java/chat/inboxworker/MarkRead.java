package chat.inboxworker;

import chat.model.MalformedJsonException;
import chat.model.SubscriptionRead;
import chat.runtime.Outcome;
import java.time.Instant;

/** A member of this site has read a room of another one (04 §4.5). */
final class MarkRead implements InboxEventHandler {
  private final SubscriptionStore subscriptions;

  MarkRead(SubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException {
    SubscriptionRead event = inbox.read(SubscriptionRead.class); // 1
    subscriptions.markRead( // 2, 3
        event.roomId(), event.account(), Instant.ofEpochMilli(event.lastSeenAt()), event.alert());
    return Outcome.DONE;
  }
}
