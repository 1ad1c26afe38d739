package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.DmParticipants;
import chat.model.Room;
import chat.model.RoomType;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
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
  private final MembershipMarks marks;
  private final Clock clock;
  private final String siteId;

  NewRooms(RoomStore rooms, MembershipMarks marks, Clock clock, String siteId) {
    this.rooms = rooms;
    this.marks = marks;
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
  Room direct(String roomId, String type, Person one, Person other, Instant createdAt) {
    var pair = participants(one, other);
    return room(roomId, "", type, 0, 0, createdAt, pair.uids(), pair.accounts());
  }

  /** With its counts, which nobody corrects later (03 §10.1). */
  Room countedDirect(String type, Person one, Person other, Instant createdAt) {
    var pair = participants(one, other);
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

  private static DmParticipants participants(Person one, Person other) {
    boolean inOrder =
        Arrays.compareUnsigned(one.id().getBytes(UTF_8), other.id().getBytes(UTF_8)) <= 0;
    Person first = inOrder ? one : other;
    Person second = inOrder ? other : one;
    return new DmParticipants(
        List.of(first.id(), second.id()), List.of(first.account(), second.account()));
  }

  /** Without those whom a later job removed: this one comes late (13 A4). */
  List<Person> notRemovedSince(String roomId, List<Person> people, long sequence) {
    var gone = marks.removedAfter(roomId, people.stream().map(Person::account).toList(), sequence);
    return people.stream().filter(person -> !gone.contains(person.account())).toList();
  }

  /** Remembers an addition before it happens, so that it counts against earlier removals. */
  void markJoining(String roomId, List<Person> people, long sequence) {
    marks.joining(roomId, people.stream().map(Person::account).toList(), sequence);
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
