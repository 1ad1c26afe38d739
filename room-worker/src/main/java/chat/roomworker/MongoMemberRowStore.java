package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.MemberType;
import chat.model.RoomMember;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;

/** Membership rows in MongoDB; a unique index over room, type and id keeps them single. */
final class MongoMemberRowStore implements MemberRowStore {
  private static final String ID = "member.id";

  private final MongoCollection<RoomMember> rows;

  MongoMemberRowStore(MongoConnection mongo) {
    rows = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
  }

  @Override
  public void insertAbsent(List<RoomMember> wanted) {
    BulkWrites.insertNew(rows, wanted);
  }

  @Override
  public Set<String> orgIds(String roomId) {
    return ids(ofType(roomId, MemberType.ORG));
  }

  @Override
  public Set<String> individualIds(String roomId, Collection<String> userIds) {
    return userIds.isEmpty()
        ? Set.of()
        : ids(and(ofType(roomId, MemberType.INDIVIDUAL), in(ID, userIds)));
  }

  private Set<String> ids(Bson filter) {
    return rows.find(filter).map(row -> row.member().id()).into(new HashSet<>());
  }

  @Override
  public void delete(String roomId, String type, String id) {
    rows.deleteOne(and(ofType(roomId, type), eq(ID, id)));
  }

  private static Bson ofType(String roomId, String type) {
    return and(eq("rid", roomId), eq("member.type", type));
  }
}
