package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import chat.model.ThreadSubscription;
import chat.stores.CollectionNames;
import chat.stores.DuplicateKeys;
import chat.stores.IndexSpec;
import chat.stores.MongoConnection;
import chat.stores.StoredCodecs;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;

/**
 * Thread subscriptions in MongoDB. The unique index is the one that message-worker and
 * history-service make, too: on {@code userAccount}, although the events are keyed by {@code
 * userId} (00 row 10).
 */
final class MongoThreadSubscriptionStore implements ThreadSubscriptionStore {
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final Duration INDEX_LIMIT = Duration.ofSeconds(30);
  private static final String UPDATED_AT = "updatedAt";
  private static final String HAS_MENTION = "hasMention";

  private final MongoConnection mongo;
  private final MongoCollection<ThreadSubscription> subscriptions;

  MongoThreadSubscriptionStore(MongoConnection mongo) {
    this.mongo = mongo;
    subscriptions =
        mongo.collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class);
  }

  void ensureIndex() {
    IndexSpec index =
        IndexSpec.of(
                CollectionNames.THREAD_SUBSCRIPTIONS,
                Indexes.ascending("threadRoomId", "userAccount"))
            .asUnique();
    IndexSpec.ensure(mongo.database(), List.of(index), INDEX_LIMIT);
  }

  @Override
  public boolean upsert(ThreadSubscription subscription) {
    BsonDocument first = StoredCodecs.document(subscription);
    var updatedAt = new BsonDocument(UPDATED_AT, first.remove(UPDATED_AT));
    var hasMention = new BsonDocument(HAS_MENTION, first.remove(HAS_MENTION));
    try {
      subscriptions.updateOne(
          and(eq("threadRoomId", subscription.threadRoomId()), eq("userId", subscription.userId())),
          new BsonDocument("$setOnInsert", first)
              .append("$set", updatedAt)
              .append("$max", hasMention),
          UPSERT);
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.isOnlyFault(e)) {
        return false;
      }
      throw e;
    }
  }
}
