package chat.inboxworker;

import chat.model.Room;
import chat.stores.BulkWrites;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.List;

/** Copies of rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private final MongoCollection<Room> rooms;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
  }

  @Override
  public void merge(Room room) {
    BulkWrites.upsertById(rooms, List.of(room));
  }
}
