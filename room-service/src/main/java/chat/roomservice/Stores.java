package chat.roomservice;

import chat.stores.MongoConnection;

/** Everything stored that requests read; what each is for stands at its interface. */
record Stores(
    UserStore users,
    RoomStore rooms,
    SubscriptionStore subscriptions,
    MemberStore members,
    AppStore apps) {

  static Stores in(MongoConnection mongo) {
    return new Stores(
        new MongoUserStore(mongo),
        new MongoRoomStore(mongo),
        new MongoSubscriptionStore(mongo),
        new MongoMemberStore(mongo),
        new MongoAppStore(mongo));
  }
}
