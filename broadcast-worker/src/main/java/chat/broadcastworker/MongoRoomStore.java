package chat.broadcastworker;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

import chat.model.Room;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Rooms in MongoDB. Of a document of {@code rooms} this service writes {@code lastMsgAt}, {@code
 * lastMsgId}, {@code updatedAt} and {@code lastMentionAllAt}; room-worker writes the rest.
 */
final class MongoRoomStore implements RoomStore {
  private static final String LAST_MESSAGE_AT = "lastMsgAt";
  private static final CountOptions ANY = new CountOptions().limit(1);

  private final MongoCollection<Room> rooms;

  MongoRoomStore(MongoConnection mongo) {
    rooms = mongo.collection(CollectionNames.ROOMS, Room.class);
  }

  @Override
  public boolean advance(LastMessage message) {
    Bson room = eq("_id", message.roomId());
    // also true of a room without the field
    Bson pointsBefore = not(gte(LAST_MESSAGE_AT, message.at()));
    if (rooms.updateOne(and(room, pointsBefore), pointers(message)).getMatchedCount() > 0) {
      return true;
    }
    // rare: the message came late or again, or there is no room
    return message.mentionAll()
        ? rooms.updateOne(room, mentionAllAt(message)).getMatchedCount() > 0
        : rooms.countDocuments(room, ANY) > 0;
  }

  private static Bson pointers(LastMessage message) {
    Bson pointers =
        combine(
            set(LAST_MESSAGE_AT, message.at()),
            set("lastMsgId", message.messageId()),
            set("updatedAt", message.at()));
    return message.mentionAll() ? combine(pointers, mentionAllAt(message)) : pointers;
  }

  private static Bson mentionAllAt(LastMessage message) {
    return max("lastMentionAllAt", message.at());
  }

  @Override
  public Optional<Room> find(String roomId) {
    return Optional.ofNullable(rooms.find(eq("_id", roomId)).first());
  }
}
