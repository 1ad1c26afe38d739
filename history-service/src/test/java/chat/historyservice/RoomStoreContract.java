package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link RoomStore} does. */
abstract class RoomStoreContract {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-02-02T02:41:07.918Z");

  abstract RoomStore store();

  /** Null = the field is absent. */
  abstract void insert(String roomId, Instant createdAt, Instant lastMsgAt, Instant readFloor);

  @Test
  void times_areRead() {
    insert("full", CREATED, LAST, LAST.minusMillis(7));
    assertThat(store().times("full")).contains(new RoomTimes(LAST, CREATED));
    assertThat(store().readFloor("full")).contains(LAST.minusMillis(7));
  }

  @Test
  void absentTimes_areUnknown() {
    insert("bare", null, null, null);
    assertThat(store().times("bare")).contains(new RoomTimes(null, null));
    assertThat(store().readFloor("bare")).isEmpty();
  }

  @Test
  void absentRoom_isNotFound() {
    assertThat(store().times("nowhere")).isEmpty();
    assertThat(store().readFloor("nowhere")).isEmpty();
  }
}
