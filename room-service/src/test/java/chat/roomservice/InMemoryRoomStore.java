package chat.roomservice;

import chat.model.Room;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rooms of {@link Documents}. */
final class InMemoryRoomStore implements RoomStore {
  private final Documents site;

  InMemoryRoomStore(Documents site) {
    this.site = site;
  }

  @Override
  public Optional<Room> find(String roomId) {
    return site.rooms.stream().filter(room -> room.id().equals(roomId)).findFirst();
  }

  @Override
  public List<Room> findAll(Collection<String> roomIds) {
    return site.rooms.stream().filter(room -> roomIds.contains(room.id())).toList();
  }
}
