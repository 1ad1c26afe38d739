package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.App;
import chat.model.Room;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@LocalServers
class MongoStoresIT {
  private static MongoConnection mongo;

  @BeforeAll
  static void connect(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    IndexSpec.ensure(mongo.database(), RoomIndexes.ALL, Duration.ofSeconds(30));
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
    put(CollectionNames.APPS, App.class, site.apps);
  }

  private static <T extends Record> void put(String name, Class<T> type, List<T> documents) {
    MongoCollection<T> collection = mongo.collection(name, type);
    collection.deleteMany(new Document());
    if (!documents.isEmpty()) {
      collection.insertMany(documents);
    }
  }

  @Test
  void indexes_haveTheNamesThatEveryFleetExpects() {
    IndexSpec.ensure(mongo.database(), RoomIndexes.ALL, Duration.ofSeconds(30)); // twice is fine

    assertThat(indexes(CollectionNames.ROOM_MEMBERS))
        .containsExactlyInAnyOrder("_id_", "rid_1", "rid_1_member.type_1_member.id_1");
    assertThat(indexes(CollectionNames.SUBSCRIPTIONS))
        .containsExactlyInAnyOrder(
            "_id_", "roomId_1_u.account_1", "roomId_1_lastSeenAt_1", "u.account_1_name_1");
    assertThat(indexes(CollectionNames.USERS))
        .containsExactlyInAnyOrder("_id_", "account_1", "sectId_1_account_1", "deptId_1_account_1");
    assertThat(indexes(CollectionNames.APPS))
        .containsExactlyInAnyOrder("_id_", "assistant_name_idx");
  }

  private static List<String> indexes(String collection) {
    return mongo
        .database()
        .getCollection(collection)
        .listIndexes()
        .map(index -> index.getString("name"))
        .into(new ArrayList<>());
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
  class Members extends MemberStoreContract {
    @Override
    MemberStore storeOf(Documents site) {
      put(site);
      return new MongoMemberStore(mongo);
    }
  }

  @Nested
  class Apps extends AppStoreContract {
    @Override
    AppStore storeOf(Documents site) {
      put(site);
      return new MongoAppStore(mongo);
    }
  }
}
