package chat.historyservice;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import chat.model.Room;
import chat.model.Timestamps;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Rooms in MongoDB. */
final class MongoRoomStore implements RoomStore {
  private static final Bson TIMES = fields(include("lastMsgAt", "createdAt"), excludeId());
  private static final Bson READ_FLOOR = fields(include("minUserLastSeenAt"), excludeId());

  private final MongoCollection<Room> rooms;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
  }

  @Override
  public Optional<RoomTimes> times(String roomId) {
    Room found = rooms.find(eq("_id", roomId)).projection(TIMES).first();
    return found == null
        ? Optional.empty()
        : Optional.of(new RoomTimes(known(found.lastMsgAt()), known(found.createdAt())));
  }

  @Override
  public Optional<Instant> readFloor(String roomId) {
    Room found = rooms.find(eq("_id", roomId)).projection(READ_FLOOR).first();
    return found == null ? Optional.empty() : Optional.ofNullable(known(found.minUserLastSeenAt()));
  }

  private static @Nullable Instant known(@Nullable Instant time) {
    return Timestamps.isUnset(time) ? null : time;
  }
}
