package chat.historyservice;

import static com.mongodb.client.model.Aggregates.addFields;
import static com.mongodb.client.model.Aggregates.lookup;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import chat.model.ThreadRoom;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import chat.stores.Page;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * {@code thread_rooms}, found by room through the indexes that this service makes and by parent
 * through that of message-worker; {@code thread_subscriptions} joined to it by {@code
 * threadRoomId_1_userAccount_1}.
 */
final class MongoThreadStore implements ThreadStore {
  private static final String ROOM = "roomId";
  private static final String PARENT = "parentMessageId";
  private static final String PARENT_TIME = "threadParentCreatedAt";
  private static final String LAST = "lastMsgAt";
  private static final String MINE = "_mine";

  /** The id last: pages of threads that agree in both times do not overlap. */
  private static final Bson ORDER = sort(orderBy(descending(LAST), ascending(PARENT_TIME, "_id")));

  private final MongoCollection<ThreadRoom> threads;

  MongoThreadStore(MongoConnection mongo) {
    threads = mongo.collection(CollectionNames.THREAD_ROOMS, ThreadRoom.class);
  }

  @Override
  public Optional<String> threadOf(String roomId, String parentId) {
    return Optional.ofNullable(
            threads
                .find(and(eq(PARENT, parentId), eq(ROOM, roomId)))
                .projection(include("_id"))
                .first())
        .map(ThreadRoom::id);
  }

  @Override
  public Page<Parent> parents(Threads wanted) {
    List<Bson> stages = new ArrayList<>();
    stages.add(match(and(conditions(wanted))));
    if (wanted.filter() == Filter.UNREAD) {
      stages.addAll(unreadBy(wanted.account()));
    }
    stages.add(ORDER);
    Page<ThreadRoom> page = Page.of(threads, stages, wanted.window());
    return new Page<>(
        page.items().stream().map(thread -> new Parent(thread.parentMessageId())).toList(),
        page.total());
  }

  private static List<Bson> conditions(Threads wanted) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(ROOM, wanted.roomId()));
    if (wanted.filter() == Filter.FOLLOWING) {
      conditions.add(eq("replyAccounts", wanted.account()));
    }
    if (wanted.since() != null) {
      conditions.add(gte(PARENT_TIME, wanted.since()));
    }
    return conditions;
  }

  /** Null, for never seen, sorts before every time. */
  private static List<Bson> unreadBy(String account) {
    Bson mine =
        match(
            and(
                eq("userAccount", account),
                expr(new Document("$eq", List.of("$threadRoomId", "$$thread")))));
    Bson lastSeen = project(fields(include("lastSeenAt"), excludeId()));
    return List.of(
        lookup(
            CollectionNames.THREAD_SUBSCRIPTIONS,
            List.of(new Variable<>("thread", "$_id")),
            List.of(mine, lastSeen),
            MINE),
        match(ne(MINE, List.of())),
        // the document first, then its field: not every server reaches into arrays alike
        addFields(new Field<>(MINE, new Document("$arrayElemAt", List.of("$" + MINE, 0)))),
        match(
            expr(
                new Document(
                    "$gt",
                    List.of(
                        "$" + LAST,
                        new Document(
                            "$ifNull",
                            java.util.Arrays.asList("$" + MINE + ".lastSeenAt", null)))))),
        project(exclude(MINE)));
  }
}
