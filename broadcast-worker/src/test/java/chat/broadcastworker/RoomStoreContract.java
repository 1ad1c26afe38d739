package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.broadcastworker.RoomStore.LastMessage;
import chat.model.Room;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every room store does; run by the fake and on a real server. */
abstract class RoomStoreContract {
  private static final Instant FIRST = Instant.parse("2026-02-02T02:41:07.918273645Z");
  private static final Instant LATER = Instant.parse("2026-02-02T02:41:07.919Z");

  private RoomStore rooms;

  /** A store with this room and no other. */
  abstract RoomStore storeOf(Room room);

  @BeforeEach
  void oneRoom() {
    rooms = storeOf(Samples.room("channel"));
  }

  private boolean advance(String messageId, Instant at, boolean mentionAll) {
    return rooms.advance(new LastMessage(Samples.ROOM, messageId, at, mentionAll));
  }

  private Room room() {
    return rooms.find(Samples.ROOM).orElseThrow();
  }

  private static Instant millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }

  @Test
  void firstMessage_setsPointersInMilliseconds() {
    assertThat(advance("m1", FIRST, false)).isTrue();

    assertThat(room().lastMsgId()).isEqualTo("m1");
    assertThat(room().lastMsgAt()).isEqualTo(millis(FIRST));
    assertThat(room().updatedAt()).isEqualTo(millis(FIRST));
    assertThat(room().lastMentionAllAt()).isNull();
  }

  @Test
  void laterMessage_movesPointers() {
    advance("m1", FIRST, false);

    assertThat(advance("m2", LATER, false)).isTrue();
    assertThat(room().lastMsgId()).isEqualTo("m2");
    assertThat(room().lastMsgAt()).isEqualTo(LATER);
  }

  @Test
  void lateMessage_leavesPointersAndSucceeds() {
    advance("m2", LATER, false);

    assertThat(advance("m1", FIRST, false)).isTrue();
    assertThat(room().lastMsgId()).isEqualTo("m2");
    assertThat(room().lastMsgAt()).isEqualTo(LATER);
    assertThat(room().updatedAt()).isEqualTo(LATER);
  }

  @Test
  void sameMessageAgain_succeeds() {
    advance("m1", FIRST, false);

    assertThat(advance("m1", FIRST, false)).isTrue();
    assertThat(room().lastMsgId()).isEqualTo("m1");
  }

  @Test
  void mentionOfEverybody_isKept() {
    advance("m1", FIRST, true);
    advance("m2", LATER, false);

    assertThat(room().lastMentionAllAt()).isEqualTo(millis(FIRST));
  }

  @Test
  void lateMentionOfEverybody_isKeptWithoutMovingPointers() {
    advance("m2", LATER, false);

    assertThat(advance("m1", FIRST, true)).isTrue();
    assertThat(room().lastMentionAllAt()).isEqualTo(millis(FIRST));
    assertThat(room().lastMsgId()).isEqualTo("m2");
  }

  @Test
  void olderMentionOfEverybody_doesNotReplaceNewer() {
    advance("m2", LATER, true);
    advance("m1", FIRST, true);

    assertThat(room().lastMentionAllAt()).isEqualTo(LATER);
  }

  @Test
  void absentRoom_isTold() {
    assertThat(rooms.advance(new LastMessage("nowhere", "m1", FIRST, false))).isFalse();
    assertThat(rooms.advance(new LastMessage("nowhere", "m1", FIRST, true))).isFalse();
    assertThat(rooms.find("nowhere")).isEmpty();
  }

  @Test
  void otherFields_stay() {
    advance("m1", FIRST, true);

    Room before = Samples.room("channel");
    assertThat(room())
        .usingRecursiveComparison()
        .ignoringFields("lastMsgAt", "lastMsgId", "lastMentionAllAt", "updatedAt")
        .isEqualTo(before);
  }
}
