package chat.roomworker;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.User;
import chat.roomkeystore.TestClock;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

@LocalServers
class MongoStoresIT {
  private static MongoConnection mongo;

  @BeforeAll
  static void connect(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    unique(CollectionNames.SUBSCRIPTIONS, "roomId", "u.account");
    unique(CollectionNames.ROOM_MEMBERS, "rid", "member.type", "member.id");
  }

  /** As room-service makes them. */
  private static void unique(String collection, String... fields) {
    mongo
        .database()
        .getCollection(collection)
        .createIndex(Indexes.ascending(fields), new IndexOptions().unique(true));
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  private static void put(Documents site) {
    put(CollectionNames.USERS, User.class, site.users);
    put(CollectionNames.ROOMS, Room.class, site.rooms);
    put(CollectionNames.SUBSCRIPTIONS, Subscription.class, site.subscriptions);
    put(CollectionNames.ROOM_MEMBERS, RoomMember.class, site.rows);
  }

  private static <T extends Record> void put(String name, Class<T> type, List<T> documents) {
    MongoCollection<T> collection = mongo.collection(name, type);
    collection.deleteMany(new Document());
    if (!documents.isEmpty()) {
      collection.insertMany(documents);
    }
  }

  @Nested
  class Users extends UserStoreContract {
    @Override
    UserStore storeOf(Documents site) {
      put(site);
      return new MongoUserStore(mongo);
    }
  }

  @Nested
  class Rooms extends RoomStoreContract {
    @Override
    RoomStore storeOf(Documents site) {
      put(site);
      return new MongoRoomStore(mongo);
    }
  }

  @Nested
  class Subscriptions extends SubscriptionStoreContract {
    @Override
    SubscriptionStore storeOf(Documents site) {
      put(site);
      return new MongoSubscriptionStore(mongo);
    }
  }

  @Nested
  class Rows extends MemberRowStoreContract {
    @Override
    MemberRowStore storeOf(Documents site) {
      put(site);
      return new MongoMemberRowStore(mongo);
    }
  }

  @Nested
  class Journal extends JobJournalContract {
    @Override
    JobJournal journal() {
      var journal = new MongoJobJournal(mongo, new TestClock(), "site-a");
      journal.ensureIndex();
      return journal;
    }
  }

  @Nested
  class Marks extends MembershipMarksContract {
    @Override
    MembershipMarks marks() {
      var marks = new MongoMembershipMarks(mongo, new TestClock());
      marks.ensureIndex();
      return marks;
    }
  }
}
