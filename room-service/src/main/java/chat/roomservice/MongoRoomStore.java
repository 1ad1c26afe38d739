package chat.roomservice;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import chat.model.Room;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private static final String FLOOR = "minUserLastSeenAt";

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

  @Override
  public void setReadFloor(String roomId, @Nullable Instant floor) {
    rooms.updateOne(
        eq("_id", roomId), floor == null ? Updates.unset(FLOOR) : Updates.set(FLOOR, floor));
  }
}
