package chat.inboxworker;

import chat.inboxworker.MembershipMarks.Mark;
import chat.model.MalformedJsonException;
import chat.model.MemberRemoved;
import chat.runtime.Outcome;
import java.util.Collection;

/** People of this site left a room of another one (04 §4.2). */
final class RemoveMembers implements InboxEventHandler {
  private final SubscriptionStore subscriptions;
  private final MembershipMarks marks;
  private final RoomKeyCopies keys;

  RemoveMembers(SubscriptionStore subscriptions, MembershipMarks marks, RoomKeyCopies keys) {
    this.subscriptions = subscriptions;
    this.marks = marks;
    this.keys = keys;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException, InterruptedException {
    MemberRemoved event = inbox.read(MemberRemoved.class); // 1
    if (!event.accounts().isEmpty()) { // 2
      remove(event);
    }
    // 04 §12.4: also when nobody of this site has left, since the room's key is another one
    return keys.renew(event.roomId(), inbox);
  }

  private void remove(MemberRemoved event) {
    // first the mark: an add that comes between it and the removal is then taken back
    Collection<String> accounts =
        event.timestamp() <= 0
            ? event.accounts()
            : marks.advance(event.roomId(), event.accounts(), new Mark(false, event.timestamp()));
    if (!accounts.isEmpty()) {
      subscriptions.remove(event.roomId(), accounts); // 3
    }
  }
}
