package chat.roomservice;

import org.junit.jupiter.api.Nested;

/** The fakes do what the real stores do; the suites run on both. */
class InMemoryStoresTest {
  @Nested
  class Users extends UserStoreContract {
    @Override
    UserStore storeOf(Documents site) {
      return new InMemoryUserStore(site);
    }
  }

  @Nested
  class Rooms extends RoomStoreContract {
    @Override
    RoomStore storeOf(Documents site) {
      return new InMemoryRoomStore(site);
    }
  }

  @Nested
  class Subscriptions extends SubscriptionStoreContract {
    @Override
    SubscriptionStore storeOf(Documents site) {
      return new InMemorySubscriptionStore(site);
    }
  }

  @Nested
  class Members extends MemberStoreContract {
    @Override
    MemberStore storeOf(Documents site) {
      return new InMemoryMemberStore(site);
    }
  }

  @Nested
  class Apps extends AppStoreContract {
    @Override
    AppStore storeOf(Documents site) {
      return new InMemoryAppStore(site);
    }
  }

  @Nested
  class Messages extends MessageStoreContract {
    @Override
    MessageStore storeOf(Documents site) {
      return new InMemoryMessageStore(site);
    }
  }
}
