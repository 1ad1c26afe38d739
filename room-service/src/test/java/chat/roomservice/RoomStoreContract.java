package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Room;
import chat.model.SampleRoom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every room store does. */
abstract class RoomStoreContract {
  private static final Instant LATER = Instant.parse("2026-02-01T09:00:00.123Z");

  private final Documents site = new Documents();

  abstract RoomStore storeOf(Documents site);

  @Test
  void find_givesTheWholeRoom() {
    Room room = SampleRoom.of("r1").restricted().userCount(3).lastMsgAt(LATER).make();
    site.room(room);

    RoomStore store = storeOf(site);

    assertThat(store.find("r1")).contains(room);
    assertThat(store.find("$_id")).isEmpty();
  }

  @Test
  void findAll_givesEachKnownRoomOnce() {
    Room one = SampleRoom.of("r1").make();
    Room two = SampleRoom.of("r2").make();
    site.room(one);
    site.room(two);
    site.room(SampleRoom.of("r3").make());

    assertThat(storeOf(site).findAll(List.of("r2", "r1", "gone", "r1")))
        .containsExactlyInAnyOrder(one, two);
    assertThat(storeOf(site).findAll(List.of())).isEmpty();
  }

  @Test
  void readFloor_isSetAndTakenAwayAlone() {
    site.room(SampleRoom.of("r1").userCount(3).lastMsgAt(LATER).make());
    RoomStore store = storeOf(site);

    store.setReadFloor("r1", LATER);
    store.setReadFloor("gone", LATER);
    assertThat(store.find("r1"))
        .contains(
            SampleRoom.of("r1").userCount(3).lastMsgAt(LATER).minUserLastSeenAt(LATER).make());
    assertThat(store.find("gone")).isEmpty();

    store.setReadFloor("r1", null);
    assertThat(store.find("r1").orElseThrow().minUserLastSeenAt()).isNull();
  }
}
