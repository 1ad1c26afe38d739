package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.runtime.Secret;
import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.PageWindow;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LocalServers
class MongoThreadStoreIT extends ThreadStoreContract {
  private final MongoConnection mongo;

  MongoThreadStoreIT(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    IndexSpec.ensure(mongo.database(), ThreadIndexes.ALL, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    for (String name :
        List.of(CollectionNames.THREAD_ROOMS, CollectionNames.THREAD_SUBSCRIPTIONS)) {
      mongo.database().getCollection(name).deleteMany(new Document());
    }
    mongo.close();
  }

  @Override
  ThreadStore store() {
    return new MongoThreadStore(mongo);
  }

  @Override
  void insert(ThreadRoom thread) {
    mongo.collection(CollectionNames.THREAD_ROOMS, ThreadRoom.class).insertOne(thread);
  }

  @Override
  void insert(ThreadSubscription subscription) {
    mongo
        .collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class)
        .insertOne(subscription);
  }

  @Test
  void subscriptionWithoutTheField_countsAsNeverSeen() {
    insert(thread("t0", "p0", T, T));
    MongoCollection<Document> subscriptions =
        mongo.database().getCollection(CollectionNames.THREAD_SUBSCRIPTIONS);
    subscriptions.insertOne(
        new Document("_id", "s").append("threadRoomId", "t0").append("userAccount", "kenji"));
    subscriptions.insertOne(
        new Document("_id", "x")
            .append("threadRoomId", "t0")
            .append("userAccount", "marie")
            .append("lastSeenAt", Date.from(T)));
    assertThat(unread("kenji")).isEqualTo(1);
    assertThat(unread("marie")).isZero();
  }

  private long unread(String account) {
    return store()
        .parents(
            new ThreadStore.Threads(
                "room1", ThreadStore.Filter.UNREAD, account, null, PageWindow.of(0, 20)))
        .total();
  }
}
