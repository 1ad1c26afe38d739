package chat.inboxworker;

import chat.model.Subscription;
import chat.model.User;
import chat.roomkeystore.InMemoryRoomKeyStore;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Delivery;
import chat.runtime.NumberedCalls;
import chat.runtime.Outcome;
import chat.runtime.Requester;
import chat.stores.InMemoryUserDirectory;
import chat.stores.UserDirectory;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  final InMemoryRoomKeyStore keys = new InMemoryRoomKeyStore(Duration.ofHours(24), CLOCK);
  final Map<String, String> environment = new HashMap<>(Map.of("SITE_ID", Samples.HERE));
  final InMemoryMetricReader measured = InMemoryMetricReader.create();
  private final MeterProvider metrics =
      SdkMeterProvider.builder().registerMetricReader(measured).build();
  private SubscriptionStore subscriptionsInUse = subscriptions;
  private MembershipMarks marksInUse = marks;
  private RoomStore roomsInUse = rooms;
  private ThreadSubscriptionStore threadsInUse = threads;
  private UserDirectory usersInUse = users;
  private RoomKeyStore keysInUse = keys;
  private @Nullable Requester requester;

  /** Everything that the handlers call outside of themselves is counted. */
  Inbox count(NumberedCalls calls) {
    subscriptionsInUse = calls.of(SubscriptionStore.class, subscriptionsInUse);
    marksInUse = calls.of(MembershipMarks.class, marksInUse);
    roomsInUse = calls.of(RoomStore.class, roomsInUse);
    threadsInUse = calls.of(ThreadSubscriptionStore.class, threadsInUse);
    usersInUse = calls.of(UserDirectory.class, usersInUse);
    keysInUse = calls.of(RoomKeyStore.class, keysInUse);
    if (requester != null) {
      requester = calls.of(Requester.class, requester);
    }
    return this;
  }

  Inbox add(User user) {
    users.add(user);
    return this;
  }

  /** From now on with copies of other sites' keys. */
  Inbox replicating(Requester sites) {
    requester = sites;
    environment.put("ROOM_KEY_REPLICATION_ENABLED", "true");
    environment.put("VALKEY_ADDRS", "nowhere:1");
    return this;
  }

  Inbox keys(RoomKeyStore store) {
    keysInUse = store;
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
    Stores stores =
        new Stores(usersInUse, subscriptionsInUse, marksInUse, roomsInUse, threadsInUse);
    var operations = new Operations(Config.from(environment), stores, CLOCK);
    InboxEvents events =
        requester == null
            ? operations.withoutKeys()
            : operations.withKeys(keysInUse, requester, metrics.get("room-key"));
    try {
      return events.handle(
          new Delivery("chat.inbox.lyon.aggregate.whatever", body, "request", 1, attempt));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Nothing was stored anywhere. */
  boolean isEmpty() {
    return subscriptions.all().isEmpty()
        && rooms.find(Samples.ROOM).isEmpty()
        && threads.all().isEmpty();
  }
}
