package chat.roomservice;

import chat.model.Room;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rooms of this site. */
interface RoomStore {
  Optional<Room> find(String roomId);

  /** Those that exist, each once, in any order. */
  List<Room> findAll(Collection<String> roomIds);

  /**
   * Everybody has seen what is older; an absent room is no error.
   *
   * @param floor null = nobody has seen the room yet
   */
  void setReadFloor(String roomId, @Nullable Instant floor);
}
