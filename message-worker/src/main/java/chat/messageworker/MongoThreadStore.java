package chat.messageworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import chat.stores.CollectionNames;
import chat.stores.DuplicateKeys;
import chat.stores.MongoConnection;
import chat.stores.StoredCodecs;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@code thread_rooms}, one a parent message, and {@code thread_subscriptions}, one a thread and
 * account: the unique indexes of {@link ThreadIndexes} settle races.
 */
final class MongoThreadStore implements ThreadStore {
  private static final String LAST_AT = "lastMsgAt";
  private static final String LAST_ID = "lastMsgId";
  private static final String PARENT_AT = "threadParentCreatedAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String HAS_MENTION = "hasMention";
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<ThreadRoom> threads;
  private final MongoCollection<ThreadSubscription> subscriptions;

  MongoThreadStore(MongoConnection mongo) {
    threads = mongo.collection(CollectionNames.THREAD_ROOMS, ThreadRoom.class);
    subscriptions =
        mongo.collection(CollectionNames.THREAD_SUBSCRIPTIONS, ThreadSubscription.class);
  }

  @Override
  public ThreadRoom join(ThreadRoom ifFirst) {
    return joined(ifFirst)
        .or(() -> opened(ifFirst))
        .or(() -> joined(ifFirst)) // somebody else has just opened it
        .orElseThrow(
            () -> new IllegalStateException("create thread room: neither there nor creatable"));
  }

  private Optional<ThreadRoom> joined(ThreadRoom reply) {
    Bson thread = eq("parentMessageId", reply.parentMessageId());
    Bson joining = joining(reply);
    ThreadRoom moved =
        threads.findOneAndUpdate(
            and(thread, endsBefore(reply)), combine(pointers(reply), joining), AFTER);
    // none when the reply came late or again, or there is no thread
    return Optional.ofNullable(
        moved == null ? threads.findOneAndUpdate(thread, joining, AFTER) : moved);
  }

  /** Of replies at one time the one with the greater id is the last: the order of the tables. */
  private static Bson endsBefore(ThreadRoom reply) {
    return or(
        not(gte(LAST_AT, reply.lastMsgAt())),
        and(eq(LAST_AT, reply.lastMsgAt()), lt(LAST_ID, reply.lastMsgId())));
  }

  private static Bson pointers(ThreadRoom reply) {
    return combine(
        set(LAST_AT, reply.lastMsgAt()),
        set(LAST_ID, reply.lastMsgId()),
        set(UPDATED_AT, reply.updatedAt()));
  }

  private static Bson joining(ThreadRoom reply) {
    Bson joining =
        combine(
            addEachToSet("replyAccounts", reply.replyAccounts()),
            min("createdAt", reply.createdAt()));
    return Timestamps.isUnset(reply.threadParentCreatedAt())
        ? joining
        : combine(joining, set(PARENT_AT, reply.threadParentCreatedAt()));
  }

  private Optional<ThreadRoom> opened(ThreadRoom thread) {
    try {
      threads.insertOne(thread);
      return Optional.of(thread);
    } catch (MongoWriteException e) {
      if (DuplicateKeys.isOnlyFault(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void follow(ThreadSubscription subscription) {
    try {
      upsert(subscription);
    } catch (MongoWriteException | MongoCommandException e) {
      if (!DuplicateKeys.isOnlyFault((MongoException) e)) {
        throw e;
      }
      upsert(subscription); // two upserts met: now there is a document
    }
  }

  private void upsert(ThreadSubscription subscription) {
    subscriptions.updateOne(
        and(
            eq("threadRoomId", subscription.threadRoomId()),
            eq("userAccount", subscription.userAccount())),
        following(subscription),
        UPSERT);
  }

  private static Bson following(ThreadSubscription subscription) {
    BsonDocument first = StoredCodecs.document(subscription);
    if (!subscription.hasMention()) {
      return new BsonDocument("$setOnInsert", first);
    }
    @Nullable BsonValue mention = first.remove(HAS_MENTION);
    @Nullable BsonValue at = first.remove(UPDATED_AT);
    return combine(
        new BsonDocument("$setOnInsert", first), set(HAS_MENTION, mention), max(UPDATED_AT, at));
  }
}
