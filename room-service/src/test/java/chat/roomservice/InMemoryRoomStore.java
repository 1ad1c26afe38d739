package chat.roomservice;

import chat.model.Room;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  @Override
  public void setReadFloor(String roomId, @Nullable Instant floor) {
    site.rooms.replaceAll(
        r ->
            r.id().equals(roomId)
                ? new Room(
                    r.id(),
                    r.name(),
                    r.type(),
                    r.siteId(),
                    r.userCount(),
                    r.appCount(),
                    r.lastMsgAt(),
                    r.lastMsgId(),
                    r.lastMentionAllAt(),
                    floor,
                    r.createdAt(),
                    r.updatedAt(),
                    r.restricted(),
                    r.uids(),
                    r.accounts())
                : r);
  }
}
