package chat.roomservice;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import chat.model.MemberType;
import chat.model.Role;
import chat.model.RoomMember;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.Timestamps;
import chat.model.User;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * Subscriptions in MongoDB, found through {@code roomId_1_u.account_1}, {@code u.account_1_name_1}
 * and {@code roomId_1_lastSeenAt_1}.
 */
final class MongoSubscriptionStore implements SubscriptionStore {
  private static final String ROOM_ID = "roomId";
  private static final String ACCOUNT = "u.account";
  private static final String SEEN = "lastSeenAt";

  private final MongoCollection<Subscription> subscriptions;
  private final MongoCollection<RoomMember> rows;
  private final MongoCollection<User> users;

  MongoSubscriptionStore(MongoConnection mongo) {
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
    rows = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
    users = mongo.collection(CollectionNames.USERS, User.class);
  }

  @Override
  public Optional<Subscription> find(String roomId, String account) {
    return Optional.ofNullable(subscriptions.find(member(roomId, account)).first());
  }

  @Override
  public Optional<Subscription> findDirect(String account, String counterpart) {
    return Optional.ofNullable(
        subscriptions
            .find(
                and(
                    eq(ACCOUNT, account),
                    eq("name", counterpart),
                    in("roomType", RoomType.DM, RoomType.BOT_DM)))
            .first());
  }

  @Override
  public List<String> roomIdsOf(String account) {
    return subscriptions
        .withDocumentClass(BsonDocument.class)
        .find(eq(ACCOUNT, account))
        .projection(Projections.include(ROOM_ID))
        .map(document -> document.getString(ROOM_ID, new BsonString("")).getValue())
        .into(new ArrayList<>());
  }

  @Override
  public Optional<TargetMember> findTarget(String roomId, String account) {
    return find(roomId, account)
        .map(
            subscription ->
                new TargetMember(
                    subscription,
                    hasRow(roomId, MemberType.INDIVIDUAL, eq("member.account", account)),
                    hasOrgRow(roomId, account)));
  }

  private boolean hasOrgRow(String roomId, String account) {
    User user = users.find(eq("account", account)).first();
    if (user == null) {
      return false;
    }
    List<String> orgs =
        Stream.of(user.sectId(), user.deptId()).filter(org -> !org.isEmpty()).toList();
    return !orgs.isEmpty() && hasRow(roomId, MemberType.ORG, in("member.id", orgs));
  }

  private boolean hasRow(String roomId, String type, Bson which) {
    return rows.find(and(eq("rid", roomId), eq("member.type", type), which)).first() != null;
  }

  @Override
  public MemberCounts count(String roomId) {
    return new MemberCounts(
        subscriptions.countDocuments(eq(ROOM_ID, roomId)),
        subscriptions.countDocuments(and(eq(ROOM_ID, roomId), eq("roles", Role.OWNER))));
  }

  @Override
  public boolean markRead(String roomId, String account, Instant seenAt, boolean alert) {
    Bson update = Updates.combine(Updates.max(SEEN, seenAt), Updates.set("alert", alert));
    return subscriptions.updateOne(member(roomId, account), update).getMatchedCount() > 0;
  }

  @Override
  public Optional<Instant> oldestSeen(String roomId) {
    return Optional.ofNullable(
            subscriptions
                .find(and(eq(ROOM_ID, roomId), gt(SEEN, Timestamps.ZERO)))
                .sort(Sorts.ascending(SEEN))
                .first())
        .map(Subscription::lastSeenAt);
  }

  @Override
  public List<String> seenSince(String roomId, Instant time, String exceptAccount) {
    return subscriptions
        .find(and(eq(ROOM_ID, roomId), gte(SEEN, time), ne(ACCOUNT, exceptAccount)))
        .map(subscription -> subscription.u().id())
        .into(new ArrayList<>());
  }

  private static Bson member(String roomId, String account) {
    return and(eq(ROOM_ID, roomId), eq(ACCOUNT, account));
  }
}
