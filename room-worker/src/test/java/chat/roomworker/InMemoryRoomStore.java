package chat.roomworker;

import chat.model.Bots;
import chat.model.Room;
import java.time.Instant;
import java.util.Optional;

/** Rooms of {@link Documents}. */
final class InMemoryRoomStore implements RoomStore {
  private final Documents site;

  InMemoryRoomStore(Documents site) {
    this.site = site;
  }

  @Override
  public boolean insert(Room room) {
    return find(room.id()).isEmpty() && site.rooms.add(room);
  }

  @Override
  public Optional<Room> find(String roomId) {
    return site.rooms.stream().filter(room -> room.id().equals(roomId)).findFirst();
  }

  @Override
  public void reconcileCounts(String roomId, Instant now) {
    long apps = site.members(roomId).stream().filter(Bots::isBot).count();
    long people = site.members(roomId).size() - apps;
    site.rooms.replaceAll(
        r ->
            r.id().equals(roomId)
                ? new Room(
                    r.id(),
                    r.name(),
                    r.type(),
                    r.siteId(),
                    people,
                    apps,
                    r.lastMsgAt(),
                    r.lastMsgId(),
                    r.lastMentionAllAt(),
                    r.minUserLastSeenAt(),
                    r.createdAt(),
                    now,
                    r.restricted(),
                    r.uids(),
                    r.accounts())
                : r);
  }
}
