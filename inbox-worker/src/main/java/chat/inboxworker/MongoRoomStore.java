package chat.inboxworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import chat.model.Room;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.util.List;

/** Rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private static final CountOptions ANY = new CountOptions().limit(1);

  private final MongoCollection<Room> rooms;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
  }

  @Override
  public void merge(Room room) {
    BulkWrites.upsertById(rooms, List.of(room));
  }

  @Override
  public boolean isOf(String siteId, String roomId) {
    return rooms.countDocuments(and(eq("_id", roomId), eq("siteId", siteId)), ANY) > 0;
  }
}
