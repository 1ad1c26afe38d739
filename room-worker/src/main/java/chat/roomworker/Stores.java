package chat.roomworker;

import chat.stores.MongoConnection;
import java.time.Clock;

/** Everything stored that jobs work on; what each is for stands at its interface. */
record Stores(
    UserStore users,
    RoomStore rooms,
    SubscriptionStore subscriptions,
    MemberRowStore rows,
    JobJournal journal,
    MembershipMarks marks) {

  /** Makes the indexes of the collections that are this service's own. */
  static Stores in(MongoConnection mongo, Clock clock, String siteId) {
    var journal = new MongoJobJournal(mongo, clock, siteId);
    journal.ensureIndex();
    var marks = new MongoMembershipMarks(mongo, clock);
    marks.ensureIndex();
    return new Stores(
        new MongoUserStore(mongo),
        new MongoRoomStore(mongo),
        new MongoSubscriptionStore(mongo),
        new MongoMemberRowStore(mongo),
        journal,
        marks);
  }
}
