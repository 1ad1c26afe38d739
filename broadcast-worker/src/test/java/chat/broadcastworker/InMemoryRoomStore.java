package chat.broadcastworker;

import chat.model.Room;
import chat.stores.RoomMeta;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rooms for handler tests; {@link RoomStoreContract} holds it true. */
final class InMemoryRoomStore implements RoomStore {
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();

  void put(Room room) {
    rooms.put(room.id(), room);
  }

  void remove(String roomId) {
    rooms.remove(roomId);
  }

  Optional<RoomMeta> metadata(String roomId) {
    return find(roomId)
        .map(r -> new RoomMeta(r.id(), r.type(), r.name(), r.siteId(), r.userCount()));
  }

  @Override
  public boolean advance(LastMessage message) {
    return rooms.computeIfPresent(message.roomId(), (_, room) -> advanced(room, message)) != null;
  }

  private static Room advanced(Room r, LastMessage message) {
    Instant at = Instant.ofEpochMilli(message.at().toEpochMilli());
    boolean newer = r.lastMsgAt() == null || r.lastMsgAt().isBefore(at);
    Instant everybody = r.lastMentionAllAt();
    if (message.mentionAll() && (everybody == null || everybody.isBefore(at))) {
      everybody = at;
    }
    return new Room(
        r.id(),
        r.name(),
        r.type(),
        r.siteId(),
        r.userCount(),
        r.appCount(),
        newer ? at : r.lastMsgAt(),
        newer ? message.messageId() : r.lastMsgId(),
        everybody,
        r.minUserLastSeenAt(),
        r.createdAt(),
        newer ? at : r.updatedAt(),
        r.restricted(),
        r.uids(),
        r.accounts());
  }

  @Override
  public Optional<Room> find(String roomId) {
    return Optional.ofNullable(rooms.get(roomId));
  }
}
