package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import chat.model.Lists;
import chat.stores.DuplicateKeys;
import chat.stores.MembershipId;
import chat.stores.MongoConnection;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Marks in MongoDB, collection {@code membership_marks}:
 *
 * <pre>
 * _id        "ROOM ACCOUNT"
 * timestamp  int64, ms of the event
 * member     bool, false = removed
 * at         date of writing; gone 30 days later
 * </pre>
 */
final class MongoMembershipMarks implements MembershipMarks {
  static final String COLLECTION = "membership_marks";
  private static final long KEPT_DAYS = 30;
  private static final String ID = "_id";
  private static final String TIMESTAMP = "timestamp";
  private static final String MEMBER = "member";
  private static final String WRITTEN_AT = "at";
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final CountOptions ANY = new CountOptions().limit(1);

  private final MongoCollection<BsonDocument> marks;
  private final Clock clock;

  MongoMembershipMarks(MongoConnection mongo, Clock clock) {
    this.marks = mongo.database().getCollection(COLLECTION, BsonDocument.class);
    this.clock = clock;
  }

  /** Makes the index that lets marks expire. */
  void ensureIndex() {
    marks.createIndex(
        Indexes.ascending(WRITTEN_AT), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS));
  }

  @Override
  public Set<String> advance(String roomId, Collection<String> accounts, Mark mark) {
    List<String> wanted = Lists.distinct(accounts);
    List<String> refused = write(roomId, wanted, mark);
    if (!refused.isEmpty()) {
      // a later mark stands, or somebody wrote the first one at this moment: the second try tells
      refused = write(roomId, refused, mark);
    }
    Set<String> marked = new LinkedHashSet<>(wanted);
    refused.forEach(marked::remove);
    return marked;
  }

  /** The accounts whose mark could not be written: a mark that is later keeps the filter away. */
  private List<String> write(String roomId, List<String> accounts, Mark mark) {
    if (accounts.isEmpty()) {
      return List.of();
    }
    Bson change =
        combine(
            set(TIMESTAMP, mark.timestamp()),
            set(MEMBER, mark.member()),
            set(WRITTEN_AT, clock.instant()));
    try {
      marks.bulkWrite(
          accounts.stream()
              .map(
                  account ->
                      new UpdateOneModel<BsonDocument>(
                          and(
                              eq(ID, MembershipId.of(roomId, account)),
                              lte(TIMESTAMP, mark.timestamp())),
                          change,
                          UPSERT))
              .toList(),
          UNORDERED);
      return List.of();
    } catch (MongoBulkWriteException e) {
      if (!DuplicateKeys.isOnlyFault(e)) {
        throw e;
      }
      return e.getWriteErrors().stream().map(BulkWriteError::getIndex).map(accounts::get).toList();
    }
  }

  @Override
  public Set<String> removedAfter(String roomId, Collection<String> accounts, long timestamp) {
    List<String> ids = accounts.stream().map(account -> MembershipId.of(roomId, account)).toList();
    return ids.isEmpty()
        ? Set.of()
        : marks
            .find(and(in(ID, ids), eq(MEMBER, false), gt(TIMESTAMP, timestamp)))
            .map(mark -> MembershipId.account(mark.getString(ID).getValue()))
            .into(new HashSet<>());
  }

  @Override
  public boolean changedAfter(String roomId, String account, long timestamp) {
    return marks.countDocuments(
            and(eq(ID, MembershipId.of(roomId, account)), gt(TIMESTAMP, timestamp)), ANY)
        > 0;
  }
}
