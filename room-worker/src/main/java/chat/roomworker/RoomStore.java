package chat.roomworker;

import chat.model.Room;
import java.time.Instant;
import java.util.Optional;

/** Rooms whose home is this site. */
interface RoomStore {
  /** False when a room with that id is there already; it stays as it is (03 M2). */
  boolean insert(Room room);

  Optional<Room> find(String roomId);

  /** Sets both member counts to what the subscriptions say (03 M7); an absent room is no error. */
  void reconcileCounts(String roomId, Instant now);
}
