package chat.inboxworker;

import chat.stores.MongoConnection;
import chat.stores.MongoUserDirectory;
import chat.stores.UserDirectory;
import java.time.Clock;

/** Everything stored that events work on; what each is for stands at its interface. */
record Stores(
    UserDirectory users,
    SubscriptionStore subscriptions,
    MembershipMarks marks,
    RoomStore rooms,
    ThreadSubscriptionStore threads) {

  /** Makes the indexes that this service answers for. */
  static Stores in(MongoConnection mongo, Clock clock) {
    var marks = new MongoMembershipMarks(mongo, clock);
    var threads = new MongoThreadSubscriptionStore(mongo);
    threads.ensureIndex();
    marks.ensureIndex();
    return new Stores(
        new MongoUserDirectory(mongo),
        new MongoSubscriptionStore(mongo),
        marks,
        new MongoRoomStore(mongo),
        threads);
  }
}
