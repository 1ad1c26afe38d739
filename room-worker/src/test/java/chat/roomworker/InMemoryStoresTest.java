package chat.roomworker;

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
  class Rows extends MemberRowStoreContract {
    @Override
    MemberRowStore storeOf(Documents site) {
      return new InMemoryMemberRowStore(site);
    }
  }

  @Nested
  class Journal extends JobJournalContract {
    @Override
    JobJournal journal() {
      return new InMemoryJobJournal();
    }
  }

  @Nested
  class Marks extends MembershipMarksContract {
    @Override
    MembershipMarks marks() {
      return new InMemoryMembershipMarks();
    }
  }
}
