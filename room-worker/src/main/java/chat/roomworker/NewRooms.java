package chat.roomworker;

import chat.model.DmParticipants;
import chat.model.Room;
import chat.model.RoomType;
import chat.model.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts rooms into the store, or finds that they are there already (03 §2.2, §6.2 step 6). */
final class NewRooms {
  private static final Logger LOG = LoggerFactory.getLogger(NewRooms.class);

  /** What stands in the store afterwards. */
  sealed interface Result {
    record Stands(Room room) implements Result {}

    /** The id belongs to a room of another type or site. */
    record Collides(Refused refused) implements Result {}
  }

  private final RoomStore rooms;
  private final Clock clock;
  private final String siteId;

  NewRooms(RoomStore rooms, Clock clock, String siteId) {
    this.rooms = rooms;
    this.clock = clock;
    this.siteId = siteId;
  }

  /** Sets the member counts to what the subscriptions say. */
  void recount(Room room) {
    rooms.reconcileCounts(room.id(), clock.instant());
  }

  Room channel(String roomId, String name, Instant createdAt) {
    return room(roomId, name, RoomType.CHANNEL, 0, 0, createdAt, List.of(), List.of());
  }

  /** Counted later from the subscriptions. */
  Room direct(String roomId, String type, User one, User other, Instant createdAt) {
    var pair = DmParticipants.of(one, other);
    return room(roomId, "", type, 0, 0, createdAt, pair.uids(), pair.accounts());
  }

  /** With its counts, which nobody corrects later (03 §10.1). */
  Room countedDirect(String type, User one, User other, Instant createdAt) {
    var pair = DmParticipants.of(one, other);
    boolean withBot = type.equals(RoomType.BOT_DM);
    return room(
        pair.roomId(),
        "",
        type,
        withBot ? 1 : 2,
        withBot ? 1 : 0,
        createdAt,
        pair.uids(),
        pair.accounts());
  }

  private Room room(
      String id,
      String name,
      String type,
      long userCount,
      long appCount,
      Instant createdAt,
      List<String> uids,
      List<String> accounts) {
    return new Room(
        id, name, type, siteId, userCount, appCount, null, "", null, null, createdAt, createdAt,
        false, uids, accounts);
  }

  Result store(Room wanted) {
    if (rooms.insert(wanted)) {
      return new Result.Stands(wanted);
    }
    Optional<Room> existing = rooms.find(wanted.id());
    if (existing.isEmpty()) {
      throw new IllegalStateException("room " + wanted.id() + " exists but cannot be read");
    }
    Room there = existing.get();
    if (there.type().equals(wanted.type()) && there.siteId().equals(wanted.siteId())) {
      return new Result.Stands(there);
    }
    LOG.atWarn().addKeyValue("roomID", wanted.id()).log("room ID collision");
    return new Result.Collides(
        Refused.collision(there.type(), there.siteId(), wanted.type(), wanted.siteId()));
  }
}
