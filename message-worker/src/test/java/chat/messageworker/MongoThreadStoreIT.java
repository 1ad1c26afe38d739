package chat.messageworker;

import static com.mongodb.client.model.Filters.eq;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalServers
class MongoThreadStoreIT extends ThreadStoreContract {
  private static MongoConnection mongo;
  private static ThreadStore store;

  @BeforeAll
  static void open(TestSite site) {
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    IndexSpec.ensure(mongo.database(), ThreadIndexes.ALL, Duration.ofSeconds(30));
    store = new MongoThreadStore(mongo);
  }

  @AfterAll
  static void close() {
    mongo.close();
  }

  @Override
  ThreadStore store() {
    return store;
  }

  @Override
  ThreadRoom thread(String parentId) {
    return mongo
        .collection(CollectionNames.THREAD_ROOMS, ThreadRoom.class)
        .find(eq("parentMessageId", parentId))
        .first();
  }

  @Override
  List<ThreadSubscription> subscriptions(String threadId) {
    return mongo
        .collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class)
        .find(eq("threadRoomId", threadId))
        .into(new ArrayList<>());
  }

  @Test
  void neverSeen_isAnExplicitNull() {
    store.follow(
        new ThreadSubscription(
            "null1",
            "p",
            "r",
            "nulls",
            "u",
            "a",
            "tokyo",
            null,
            true,
            Samples.PARENT_AT,
            Samples.PARENT_AT));
    Document stored =
        mongo
            .database()
            .getCollection(CollectionNames.THREAD_SUBSCRIPTIONS)
            .find(eq("_id", "null1"))
            .first();
    assertThat(stored).containsEntry("lastSeenAt", null).hasSize(11);
  }
}
