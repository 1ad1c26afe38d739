package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Room;
import chat.model.SampleRoom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every room store does (03 M1, M2, M7). */
abstract class RoomStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123Z");

  private final Documents site = new Documents();

  abstract RoomStore storeOf(Documents site);

  @Test
  void insert_leavesAnExistingRoomAsItIs() {
    RoomStore store = storeOf(site);
    Room first = SampleRoom.of("r1").name("first").make();

    assertThat(store.insert(first)).isTrue();
    assertThat(store.insert(SampleRoom.of("r1").name("second").make())).isFalse();

    assertThat(store.find("r1")).contains(first);
    assertThat(store.find("r2")).isEmpty();
  }

  @Test
  void reconcileCounts_countsPeopleAndAppsOfTheRoom() {
    site.channel("r1");
    site.member("r1", site.user("dora"));
    site.member("r1", site.user("botmaster"));
    site.member("r1", site.user("help.bot"));
    site.member("r2", site.user("erin"));
    RoomStore store = storeOf(site);

    store.reconcileCounts("r1", NOW);

    Room room = store.find("r1").orElseThrow();
    assertThat(room.userCount()).isEqualTo(2);
    assertThat(room.appCount()).isEqualTo(1);
    assertThat(room.updatedAt()).isEqualTo(NOW);
  }

  @Test
  void reconcileCounts_ofAnEmptyRoomIsZeroAndOfAnAbsentOneNothing() {
    site.rooms.add(SampleRoom.of("r1").userCount(7).make());
    RoomStore store = storeOf(site);

    store.reconcileCounts("r1", NOW);
    store.reconcileCounts("gone", NOW);

    assertThat(store.find("r1").orElseThrow().userCount()).isZero();
    assertThat(store.find("gone")).isEmpty();
  }
}
