package chat.roomservice;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.Room;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private final MongoCollection<Room> rooms;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
  }

  @Override
  public Optional<Room> find(String roomId) {
    return Optional.ofNullable(rooms.find(eq("_id", roomId)).first());
  }

  @Override
  public List<Room> findAll(Collection<String> roomIds) {
    return rooms.find(in("_id", roomIds)).into(new ArrayList<>());
  }
}
