package chat.inboxworker;

import chat.model.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rooms for handler tests; {@link RoomStoreContract} holds it true. */
final class InMemoryRoomStore implements RoomStore {
  private final Map<String, Room> rooms = new HashMap<>();

  Optional<Room> find(String roomId) {
    return Optional.ofNullable(rooms.get(roomId));
  }

  @Override
  public void merge(Room room) {
    rooms.merge(room.id(), room, InMemoryRoomStore::merged);
  }

  @Override
  public boolean isOf(String siteId, String roomId) {
    return find(roomId).filter(room -> room.siteId().equals(siteId)).isPresent();
  }

  private static Room merged(Room old, Room room) {
    return new Room(
        room.id(),
        room.name(),
        room.type(),
        room.siteId(),
        room.userCount(),
        room.appCount(),
        room.lastMsgAt() == null ? old.lastMsgAt() : room.lastMsgAt(),
        room.lastMsgId(),
        room.lastMentionAllAt() == null ? old.lastMentionAllAt() : room.lastMentionAllAt(),
        room.minUserLastSeenAt() == null ? old.minUserLastSeenAt() : room.minUserLastSeenAt(),
        room.createdAt(),
        room.updatedAt(),
        room.restricted() || old.restricted(),
        given(room.uids(), old.uids()),
        given(room.accounts(), old.accounts()));
  }

  private static List<String> given(List<String> given, List<String> old) {
    return given.isEmpty() ? old : given;
  }
}
