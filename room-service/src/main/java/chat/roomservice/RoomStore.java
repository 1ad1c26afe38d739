package chat.roomservice;

import chat.model.Room;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rooms of this site, read only. */
interface RoomStore {
  Optional<Room> find(String roomId);

  /** Those that exist, each once, in any order. */
  List<Room> findAll(Collection<String> roomIds);
}
