package chat.roomworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.regex;

import chat.model.Bots;
import chat.model.Room;
import chat.stores.CollectionNames;
import chat.stores.DuplicateKeys;
import chat.stores.MongoConnection;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;

/** Rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private final MongoCollection<Room> rooms;
  private final MongoCollection<BsonDocument> subscriptions;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
    subscriptions =
        mongo.database().getCollection(CollectionNames.SUBSCRIPTIONS, BsonDocument.class);
  }

  @Override
  public boolean insert(Room room) {
    try {
      rooms.insertOne(room);
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.isOnlyFault(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Room> find(String roomId) {
    return Optional.ofNullable(rooms.find(eq("_id", roomId)).first());
  }

  @Override
  public void reconcileCounts(String roomId, Instant now) {
    long all = subscriptions.countDocuments(eq("roomId", roomId));
    long people =
        subscriptions.countDocuments(
            and(eq("roomId", roomId), not(regex("u.account", Bots.PATTERN))));
    rooms.updateOne(
        eq("_id", roomId),
        Updates.combine(
            Updates.set("userCount", people),
            Updates.set("appCount", Math.max(0, all - people)),
            Updates.set("updatedAt", now)));
  }
}
