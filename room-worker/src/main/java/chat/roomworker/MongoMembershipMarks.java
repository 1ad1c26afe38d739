package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The marks in MongoDB:
 *
 * <pre>
 * membership_marks { _id  "ROOM ACCOUNT"
 *                    seq  of the removal in the ROOMS stream, int64
 *                    joined  seq of the last job that added them, int64; absent = unknown
 *                    at   date; 30 days later the server removes it }
 * </pre>
 */
final class MongoMembershipMarks implements MembershipMarks {
  static final String COLLECTION = "membership_marks";
  private static final long KEPT_DAYS = 30;
  private static final String SEQUENCE = "seq";
  private static final String JOINED = "joined";

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
    mark(SEQUENCE, roomId, accounts, sequence);
  }

  @Override
  public void joining(String roomId, Collection<String> accounts, long sequence) {
    mark(JOINED, roomId, accounts, sequence);
  }

  @Override
  public Set<String> stillOut(String roomId, Collection<String> accounts) {
    return find(
        roomId,
        accounts,
        mark -> {
          Long joined = mark.getLong(JOINED);
          return joined == null || joined < mark.getLong(SEQUENCE);
        });
  }

  private void mark(String field, String roomId, Collection<String> accounts, long sequence) {
    if (accounts.isEmpty()) {
      return;
    }
    Bson mark = Updates.combine(Updates.max(field, sequence), Updates.set("at", clock.instant()));
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
    return find(roomId, accounts, mark -> mark.getLong(SEQUENCE) > sequence);
  }

  @Override
  public boolean anyRemovedBefore(String roomId, Collection<String> accounts, long sequence) {
    return !find(roomId, accounts, mark -> mark.getLong(SEQUENCE) < sequence).isEmpty();
  }

  /** Of those who were ever removed. */
  private Set<String> find(
      String roomId, Collection<String> accounts, Predicate<Document> removal) {
    List<String> ids = accounts.stream().map(account -> MembershipId.of(roomId, account)).toList();
    return ids.isEmpty()
        ? Set.of()
        : marks.find(and(in("_id", ids), exists(SEQUENCE))).into(new ArrayList<>()).stream()
            .filter(removal)
            .map(mark -> MembershipId.account(mark.getString("_id")))
            .collect(Collectors.toSet());
  }
}
