package chat.inboxworker;

import chat.model.Ids;
import chat.model.OutboxType;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.stores.InMemoryUserDirectory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The handlers of one site on fakes. */
final class Inbox {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_770_000_000_500L), ZoneOffset.UTC);

  final InMemorySubscriptionStore subscriptions = new InMemorySubscriptionStore();
  final InMemoryMembershipMarks marks = new InMemoryMembershipMarks();
  final InMemoryRoomStore rooms = new InMemoryRoomStore();
  final InMemoryThreadSubscriptionStore threads = new InMemoryThreadSubscriptionStore();
  final InMemoryUserDirectory users =
      new InMemoryUserDirectory(Samples.MARIE, Samples.JULES, Samples.BOT, Samples.HOOK);
  private SubscriptionStore subscriptionsInUse = subscriptions;
  private MembershipMarks marksInUse = marks;

  Inbox add(User user) {
    users.add(user);
    return this;
  }

  Inbox subscriptions(SubscriptionStore store) {
    subscriptionsInUse = store;
    return this;
  }

  Inbox marks(MembershipMarks store) {
    marksInUse = store;
    return this;
  }

  Subscription subscriptionOf(String account) {
    return subscriptions.find(Samples.ROOM, account).orElseThrow();
  }

  Outcome handle(byte[] body) {
    return handle(body, 1);
  }

  Outcome handle(byte[] body, long attempt) {
    var add = new AddMembers(users, subscriptionsInUse, marksInUse, new Ids(CLOCK), Samples.HERE);
    var events =
        new InboxEvents(
            Samples.HERE,
            Map.of(
                OutboxType.MEMBER_ADDED, add,
                OutboxType.MEMBER_REMOVED, new RemoveMembers(subscriptionsInUse, marksInUse),
                OutboxType.ROLE_UPDATED, new UpdateRoles(subscriptionsInUse, marksInUse),
                OutboxType.SUBSCRIPTION_READ, new MarkRead(subscriptionsInUse),
                OutboxType.THREAD_SUBSCRIPTION_UPSERTED, new FollowThread(threads),
                OutboxType.ROOM_SYNC, new SyncRoom(rooms)));
    return events.handle(
        new Delivery("chat.inbox.lyon.aggregate.whatever", body, "request", 1, attempt));
  }

  /** Nothing was stored anywhere. */
  boolean isEmpty() {
    return subscriptions.all().isEmpty()
        && rooms.find(Samples.ROOM).isEmpty()
        && threads.all().isEmpty();
  }
}
