package chat.roomservice;

import chat.stores.CassandraConnection;
import chat.stores.MongoConnection;

/** Everything stored that requests work on; what each is for stands at its interface. */
record Stores(
    UserStore users,
    RoomStore rooms,
    SubscriptionStore subscriptions,
    MemberStore members,
    AppStore apps,
    MessageStore messages) {

  static Stores in(MongoConnection mongo, CassandraConnection cassandra) {
    return new Stores(
        new MongoUserStore(mongo),
        new MongoRoomStore(mongo),
        new MongoSubscriptionStore(mongo),
        new MongoMemberStore(mongo),
        new MongoAppStore(mongo),
        new CassandraMessageStore(cassandra));
  }
}
