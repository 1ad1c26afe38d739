package chat.inboxworker;

import chat.model.Ids;
import chat.model.OutboxType;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.NumberedCalls;
import chat.runtime.Outcome;
import chat.stores.InMemoryUserDirectory;
import chat.stores.UserDirectory;
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
  private RoomStore roomsInUse = rooms;
  private ThreadSubscriptionStore threadsInUse = threads;
  private UserDirectory usersInUse = users;

  /** Everything that the handlers call outside of themselves is counted. */
  Inbox count(NumberedCalls calls) {
    subscriptionsInUse = calls.of(SubscriptionStore.class, subscriptionsInUse);
    marksInUse = calls.of(MembershipMarks.class, marksInUse);
    roomsInUse = calls.of(RoomStore.class, roomsInUse);
    threadsInUse = calls.of(ThreadSubscriptionStore.class, threadsInUse);
    usersInUse = calls.of(UserDirectory.class, usersInUse);
    return this;
  }

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
    var add =
        new AddMembers(usersInUse, subscriptionsInUse, marksInUse, new Ids(CLOCK), Samples.HERE);
    var events =
        new InboxEvents(
            Samples.HERE,
            Map.of(
                OutboxType.MEMBER_ADDED, add,
                OutboxType.MEMBER_REMOVED, new RemoveMembers(subscriptionsInUse, marksInUse),
                OutboxType.ROLE_UPDATED, new UpdateRoles(subscriptionsInUse, marksInUse),
                OutboxType.SUBSCRIPTION_READ, new MarkRead(subscriptionsInUse),
                OutboxType.THREAD_SUBSCRIPTION_UPSERTED, new FollowThread(threadsInUse),
                OutboxType.ROOM_SYNC, new SyncRoom(roomsInUse)));
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
