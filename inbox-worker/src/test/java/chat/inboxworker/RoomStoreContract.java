package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every room store does; run by the fake and on a real server. */
abstract class RoomStoreContract {
  private RoomStore rooms;

  abstract RoomStore emptyStore();

  abstract Optional<Room> stored(String roomId);

  @BeforeEach
  void empty() {
    rooms = emptyStore();
  }

  @Test
  void newRoom_isStored() {
    rooms.merge(Samples.room("one"));

    assertThat(stored(Samples.ROOM)).hasValue(Samples.room("one"));
  }

  @Test
  void sameRoom_isOneAndTheLaterValuesWin() {
    rooms.merge(Samples.room("one"));
    rooms.merge(Samples.room("two"));

    assertThat(stored(Samples.ROOM)).hasValue(Samples.room("two"));
  }

  @Test
  void whatIsLeftOut_keepsItsValue() {
    Room r = Samples.room("one");
    Instant at = Instant.parse("2026-02-02T09:00:00.123Z");
    Room full =
        new Room(
            r.id(),
            "full",
            r.type(),
            r.siteId(),
            r.userCount(),
            r.appCount(),
            at,
            "m1",
            at,
            at,
            r.createdAt(),
            r.updatedAt(),
            true,
            List.of("1", "2"),
            List.of("a", "b"));
    rooms.merge(full);
    rooms.merge(Samples.room("two"));

    assertThat(stored(Samples.ROOM))
        .hasValueSatisfying(
            room -> {
              assertThat(room.name()).isEqualTo("two");
              assertThat(room.lastMsgId()).isEmpty(); // always written
              assertThat(room)
                  .usingRecursiveComparison()
                  .ignoringFields("name", "lastMsgId")
                  .isEqualTo(full);
            });
  }

  @Test
  void isOf_tellsWhoseRoomItIs() {
    assertThat(rooms.isOf(Samples.HOME, Samples.ROOM)).isFalse();

    rooms.merge(Samples.room("one"));

    assertThat(rooms.isOf(Samples.HOME, Samples.ROOM)).isTrue();
    assertThat(rooms.isOf(Samples.HERE, Samples.ROOM)).isFalse();
    assertThat(rooms.isOf(Samples.HOME, "another")).isFalse();
  }
}
