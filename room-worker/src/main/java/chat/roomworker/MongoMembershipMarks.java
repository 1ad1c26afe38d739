package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import chat.stores.MembershipId;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The marks in MongoDB:
 *
 * <pre>
 * membership_marks { _id  "ROOM ACCOUNT"
 *                    seq  of the removal in the ROOMS stream, int64
 *                    at   date; 30 days later the server removes it }
 * </pre>
 */
final class MongoMembershipMarks implements MembershipMarks {
  static final String COLLECTION = "membership_marks";
  private static final long KEPT_DAYS = 30;
  private static final String SEQUENCE = "seq";

  private final MongoCollection<Document> marks;
  private final Clock clock;

  MongoMembershipMarks(MongoConnection mongo, Clock clock) {
    this.marks = mongo.database().getCollection(COLLECTION);
    this.clock = clock;
  }

  /** Lets the server remove what is too old to matter. */
  void ensureIndex() {
    marks.createIndex(
        Indexes.ascending("at"), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS));
  }

  @Override
  public void removed(String roomId, Collection<String> accounts, long sequence) {
    if (accounts.isEmpty()) {
      return;
    }
    Bson mark =
        Updates.combine(Updates.max(SEQUENCE, sequence), Updates.set("at", clock.instant()));
    marks.bulkWrite(
        accounts.stream()
            .map(
                account ->
                    new UpdateOneModel<Document>(
                        eq("_id", MembershipId.of(roomId, account)),
                        mark,
                        new UpdateOptions().upsert(true)))
            .toList(),
        new BulkWriteOptions().ordered(false));
  }

  @Override
  public Set<String> removedAfter(String roomId, Collection<String> accounts, long sequence) {
    return find(roomId, accounts, gt(SEQUENCE, sequence));
  }

  @Override
  public boolean anyRemovedBefore(String roomId, Collection<String> accounts, long sequence) {
    return !find(roomId, accounts, lt(SEQUENCE, sequence)).isEmpty();
  }

  private Set<String> find(String roomId, Collection<String> accounts, Bson when) {
    List<String> ids = accounts.stream().map(account -> MembershipId.of(roomId, account)).toList();
    return ids.isEmpty()
        ? Set.of()
        : marks
            .find(and(in("_id", ids), when))
            .map(mark -> MembershipId.account(mark.getString("_id")))
            .into(new HashSet<>());
  }
}
