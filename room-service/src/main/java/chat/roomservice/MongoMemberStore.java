package chat.roomservice;

import static com.mongodb.client.model.Filters.eq;

import chat.model.MemberEntry;
import chat.model.MemberType;
import chat.model.RoomMember;
import chat.model.Subscription;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Members in MongoDB (02 §9.10): orgs first, then people, each by time of joining. */
final class MongoMemberStore implements MemberStore {
  private static final String ORGS_FIRST = "_kind";

  private final MongoCollection<RoomMember> rows;
  private final MongoCollection<Subscription> subscriptions;

  MongoMemberStore(MongoConnection mongo) {
    rows = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
    subscriptions = mongo.collection(CollectionNames.SUBSCRIPTIONS, Subscription.class);
  }

  @Override
  public List<RoomMember> list(String roomId, int limit) {
    return rows.find(eq("rid", roomId)).first() != null
        ? fromRows(roomId, limit)
        : fromSubscriptions(roomId, limit);
  }

  private List<RoomMember> fromRows(String roomId, int limit) {
    var kind =
        new Document(
            "$cond", List.of(new Document("$eq", List.of("$member.type", MemberType.ORG)), 0, 1));
    return rows.aggregate(
            List.of(
                Aggregates.match(eq("rid", roomId)),
                Aggregates.addFields(new Field<>(ORGS_FIRST, kind)),
                Aggregates.sort(Sorts.ascending(ORGS_FIRST, "ts", "_id")),
                Aggregates.limit(limit)))
        .into(new ArrayList<>());
  }

  private List<RoomMember> fromSubscriptions(String roomId, int limit) {
    return subscriptions
        .find(eq("roomId", roomId))
        .sort(Sorts.ascending("joinedAt", "_id"))
        .limit(limit)
        .map(MongoMemberStore::asMember)
        .into(new ArrayList<>());
  }

  private static RoomMember asMember(Subscription s) {
    var entry =
        new MemberEntry(s.u().id(), MemberType.INDIVIDUAL, s.u().account(), "", "", false, "", 0);
    return new RoomMember(s.id(), s.roomId(), s.joinedAt(), entry);
  }
}
