package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.RoomTimesHint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RoomTimesResolverTest {
  private static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");
  private static final Instant LAST = NOW.minus(Duration.ofMinutes(30));
  private static final Instant CREATED = NOW.minus(Duration.ofDays(30));
  private static final long MAX = Long.MAX_VALUE;

  private final FakeRooms rooms = new FakeRooms();
  private final RoomTimesResolver resolver =
      new RoomTimesResolver(rooms, Clock.fixed(NOW, ZoneOffset.UTC));

  private RoomTimes known(Long lastMsgAt, Long createdAt) {
    return ((Resolution.Known) resolver.resolve("room1", new RoomTimesHint(lastMsgAt, createdAt)))
        .times();
  }

  private void stored(Instant last, Instant created) {
    rooms.times.put("room1", new RoomTimes(last, created));
  }

  @Test
  void noHints_readTheRoomOnce() {
    stored(LAST, CREATED);
    assertThat(resolver.resolve("room1", null))
        .isEqualTo(new Resolution.Known(new RoomTimes(LAST, CREATED)));
    assertThat(rooms.timesRead).isEqualTo(1);
  }

  @Test
  void goodHints_readNothing_andNeedNoRoom() {
    assertThat(known(LAST.toEpochMilli(), CREATED.toEpochMilli()))
        .isEqualTo(new RoomTimes(LAST, CREATED));
    assertThat(rooms.timesRead).isZero();
  }

  @Test
  void hintsOutOfRange_areReplacedOneByOne() {
    stored(LAST, CREATED);
    Instant other = LAST.plusSeconds(1);
    long good = CREATED.plusSeconds(1).toEpochMilli();
    for (Long bad :
        new Long[] {null, 0L, 1577836799999L, NOW.plusSeconds(3601).toEpochMilli(), MAX, -MAX}) {
      assertThat(known(bad, good)).isEqualTo(new RoomTimes(LAST, CREATED.plusSeconds(1)));
    }
    for (Long bad : new Long[] {null, 0L, 1577836799999L, NOW.plusMillis(1).toEpochMilli(), MAX}) {
      assertThat(known(other.toEpochMilli(), bad)).isEqualTo(new RoomTimes(other, CREATED));
    }
    assertThat(rooms.timesRead).isEqualTo(11);
  }

  @Test
  void limitsOfTheRanges_areAccepted() {
    Instant latest = NOW.plus(Duration.ofHours(1));
    assertThat(known(latest.toEpochMilli(), 1577836800000L))
        .isEqualTo(new RoomTimes(latest, Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(known(latest.toEpochMilli(), NOW.toEpochMilli()))
        .isEqualTo(new RoomTimes(latest, NOW));
    assertThat(rooms.timesRead).isZero();
  }

  @Test
  void swappedHints_areBothReplaced() {
    stored(LAST, CREATED);
    assertThat(known(CREATED.toEpochMilli(), LAST.toEpochMilli()))
        .isEqualTo(new RoomTimes(LAST, CREATED));
  }

  @Test
  void creationHintAfterTheStoredLastMessage_isReplaced() {
    stored(LAST, CREATED);
    assertThat(known(null, LAST.plusSeconds(9).toEpochMilli()))
        .isEqualTo(new RoomTimes(LAST, CREATED));
    assertThat(rooms.timesRead).isEqualTo(1);
  }

  @Test
  void staleHint_isConfirmedByTheRoom() {
    Instant stale = NOW.minus(Duration.ofDays(9));
    stored(LAST, CREATED);
    assertThat(known(stale.toEpochMilli(), CREATED.toEpochMilli()))
        .isEqualTo(new RoomTimes(LAST, CREATED));
    assertThat(rooms.timesRead).isEqualTo(1);
  }

  @Test
  void staleHintOfARoomWhoseLastMessageWasNeverWrittenDown_isNoHint() {
    Instant stale = NOW.minus(Duration.ofDays(9));
    stored(null, CREATED);
    assertThat(known(stale.toEpochMilli(), CREATED.toEpochMilli()))
        .isEqualTo(new RoomTimes(null, CREATED));
  }

  @Test
  void oldHintOfARoomWithoutDocument_stands() {
    Instant old = NOW.minus(Duration.ofDays(9));
    assertThat(known(old.toEpochMilli(), CREATED.toEpochMilli()))
        .isEqualTo(new RoomTimes(old, CREATED));
  }

  @Test
  void lastMessageBeforeTheCreation_isUnknown() {
    stored(CREATED.minusSeconds(1), CREATED);
    assertThat(known(null, null)).isEqualTo(new RoomTimes(null, CREATED));
    stored(null, CREATED);
    assertThat(known(null, null)).isEqualTo(new RoomTimes(null, CREATED));
    stored(null, null);
    assertThat(known(null, null)).isEqualTo(new RoomTimes(null, null));
  }

  @Test
  void absentRoom_isNotFound() {
    assertThat(resolver.resolve("room1", null))
        .isEqualTo(new Resolution.Refused(Refusals.ROOM_UNKNOWN));
    assertThat(resolver.resolve("room1", new RoomTimesHint(LAST.toEpochMilli(), null)))
        .isEqualTo(new Resolution.Refused(Refusals.ROOM_UNKNOWN));
  }

  @Test
  void failureOfTheStore_isTold() {
    rooms.timesFailure = new IllegalStateException("down");
    assertThat(resolver.resolve("room1", null))
        .isEqualTo(new Resolution.Refused(Refusals.ROOM_TIMES_FAILED));
  }

  @Test
  void bounds_passOverWhatIsSurelyEmpty() {
    Duration year = Duration.ofDays(365);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Duration hour = Duration.ofHours(1);
    assertThat(WalkBounds.of(new RoomTimes(null, CREATED), year, clock))
        .isEqualTo(new WalkBounds(CREATED, NOW.plus(hour)));
    assertThat(WalkBounds.of(new RoomTimes(LAST, null), year, clock))
        .isEqualTo(new WalkBounds(NOW.minus(year), NOW.plus(hour)));
    Instant old = NOW.minus(Duration.ofDays(9));
    assertThat(WalkBounds.of(new RoomTimes(old, CREATED), year, clock))
        .isEqualTo(new WalkBounds(CREATED, old.plus(hour)));
    assertThat(WalkBounds.of(new RoomTimes(NOW.plus(year), CREATED), year, clock).ceiling())
        .isEqualTo(NOW.plus(hour));
    Instant ancient = NOW.minus(Duration.ofDays(999));
    assertThat(WalkBounds.of(new RoomTimes(ancient, ancient), year, clock))
        .isEqualTo(new WalkBounds(NOW.minus(year), NOW.minus(year)));
  }
}
