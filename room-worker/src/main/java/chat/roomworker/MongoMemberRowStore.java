package chat.roomworker;

import chat.model.RoomMember;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.List;

/** Membership rows in MongoDB; a unique index over room, type and id keeps them single. */
final class MongoMemberRowStore implements MemberRowStore {
  private final MongoCollection<RoomMember> rows;

  MongoMemberRowStore(MongoConnection mongo) {
    rows = mongo.collection(CollectionNames.ROOM_MEMBERS, RoomMember.class);
  }

  @Override
  public void insertAbsent(List<RoomMember> wanted) {
    BulkWrites.insertNew(rows, wanted);
  }
}
