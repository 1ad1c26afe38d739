package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.MessageChanges.Deletion;
import chat.model.Json;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditMessageTest {
  private static final Instant AT = NOW.minusSeconds(60);
  private static final String NOT_FOUND =
      "{\"error\":\"message not found\",\"code\":\"not_found\"}";
  private static final String NOT_MINE =
      "{\"error\":\"only the sender can edit\",\"code\":\"forbidden\"}";
  private static final String FAILED =
      "{\"error\":\"failed to edit message\",\"code\":\"internal\"}";
  private static final String DONE =
      "{\"messageId\":\"m1\",\"editedAt\":" + NOW.toEpochMilli() + "}";

  private final HistoryWorld world = new HistoryWorld();

  private String edit(String account, String text) throws Exception {
    return ask(world.edit(), account, "{\"messageId\":\"m1\",\"newMsg\":\"" + text + "\"}");
  }

  private String edit(String text) throws Exception {
    return edit("kenji", text);
  }

  private StoredMessage stored() {
    return world.messages.find("m1").orElseThrow();
  }

  private String event() {
    assertThat(world.events).hasSize(1);
    return new String(Json.write(world.events.getFirst()), UTF_8);
  }

  @Test
  void text_isReplacedInBothTables_andToldToTheFleet() throws Exception {
    StoredMessage message = world.add("m1", AT);
    assertThat(edit(" crane 4 is back ")).isEqualTo(DONE);
    StoredMessage edited =
        new Change(message).msg(" crane 4 is back ").editedAt(NOW).updatedAt(NOW).make();
    assertThat(world.messages.byId).containsExactly(edited);
    assertThat(world.messages.inRooms).containsExactly(edited);
    assertThat(event())
        .isEqualTo(
            "{\"event\":\"updated\",\"message\":{\"id\":\"m1\",\"roomId\":\"room1\","
                + "\"userId\":\"u-112\",\"userAccount\":\"kenji\","
                + "\"content\":\" crane 4 is back \",\"createdAt\":\"2026-02-02T11:59:00Z\","
                + "\"editedAt\":\"2026-02-02T12:00:00Z\",\"updatedAt\":\"2026-02-02T12:00:00Z\"},"
                + "\"siteId\":\"tokyo\",\"timestamp\":1770033600000}");
  }

  @Test
  void sameText_isStillAnEdit() throws Exception {
    world.add("m1", AT);
    assertThat(edit("hello")).isEqualTo(DONE);
    assertThat(stored().editedAt()).isEqualTo(NOW);
    assertThat(world.events).hasSize(1);
  }

  @Test
  void readersTime_playsNoPart() throws Exception {
    world.add("m1", AT);
    world.members.put("kenji", new Membership(NOW));
    assertThat(edit("new")).isEqualTo(DONE);
  }

  @Test
  void reply_isReplacedInItsThreadAlone_andToldWithItsThread() throws Exception { // ODDITY-31
    world.messages.addReply(Samples.reply("room1", "m1", AT, "root", "thread1"));
    assertThat(edit("new")).isEqualTo(DONE);
    assertThat(world.messages.inThreads.getFirst().msg()).isEqualTo("new");
    assertThat(world.messages.inRooms).isEmpty();
    assertThat(event())
        .contains(
            "\"threadParentMessageId\":\"root\","
                + "\"threadParentMessageCreatedAt\":\"2026-02-02T11:42:20Z\",\"tshow\":true");
  }

  @Test
  void replyThatTheRoomShowsAsWell_isReplacedThere() throws Exception { // ODDITY-29
    StoredMessage reply = Samples.reply("room1", "m1", AT, "root", "thread1");
    world.messages.addReply(reply);
    world.messages.inRooms.add(reply);
    edit("new");
    assertThat(world.messages.inRooms.getFirst().msg()).isEqualTo("new");
    assertThat(world.messages.inThreads.getFirst().msg()).isEqualTo("new");
  }

  @Test
  void pinnedMessage_isReplacedInThreeTables() throws Exception {
    StoredMessage pinned =
        new Change(Samples.plain("room1", "m1", AT)).pinnedAt(AT.plusSeconds(5)).make();
    world.messages.add(pinned);
    world.changes.pinned.add(pinned);
    edit("new");
    assertThat(world.changes.pinned.getFirst().msg()).isEqualTo("new");
    assertThat(world.changes.written).containsExactly("edit", "Pinned", "InRoom");
  }

  @Test
  void missingCopy_isNotMadeOfAFragment() throws Exception { // ODDITY-26
    world.messages.byId.add(Samples.plain("room1", "m1", AT));
    assertThat(edit("new")).isEqualTo(DONE);
    assertThat(world.messages.inRooms).isEmpty();
    assertThat(world.events).hasSize(1);
  }

  @Test
  void deletedMessage_isNotFound_beforeTheSenderIsLookedAt() throws Exception {
    world.messages.add(new Change(Samples.plain("room1", "m1", AT)).deleted(true).make());
    world.members.put("marie", new Membership(null));
    assertThat(edit("new")).isEqualTo(NOT_FOUND);
    assertThat(edit("marie", "new")).isEqualTo(NOT_FOUND);
    assertThat(world.events).isEmpty();
  }

  @Test
  void messageThatIsDeletedMeanwhile_isNotFound_andStaysAsItWas() throws Exception { // ODDITY-27
    StoredMessage message = world.add("m1", AT);
    world.changes.meanwhile =
        () -> {
          world.changes.meanwhile = () -> {};
          world.changes.delete(message, new Deletion(NOW, false));
        };
    assertThat(edit("new")).isEqualTo(NOT_FOUND);
    assertThat(stored().msg()).isEqualTo("hello");
    assertThat(world.events).isEmpty();
  }

  @Test
  void onlyTheSender_mayEdit() throws Exception {
    world.add("m1", AT);
    world.members.put("marie", new Membership(null));
    world.members.put("Kenji", new Membership(null));
    assertThat(edit("marie", "new")).isEqualTo(NOT_MINE);
    assertThat(edit("Kenji", "new")).isEqualTo(NOT_MINE);
    assertThat(world.events).isEmpty();
  }

  @Test
  void messageWithoutASender_isNobodys() throws Exception {
    var nobody = new chat.model.StoredParticipant("", "", "", "", "", false, "");
    world.messages.add(new Change(Samples.plain("room1", "m1", AT)).sender(nobody).make());
    world.members.put("", new Membership(null));
    assertThat(edit("new")).isEqualTo(NOT_MINE);
    assertThat(edit("", "new")).isEqualTo(NOT_MINE);
  }

  @Test
  void systemMessageOfTheCaller_isNobodys() throws Exception { // ODDITY-28
    world.messages.add(new Change(Samples.plain("room1", "m1", AT)).type("members_added").make());
    assertThat(edit("new")).isEqualTo(NOT_MINE);
    assertThat(stored().msg()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\n\\t", "\u3000\u2028", "\u00a0"})
  void blankText_isRefused_afterTheSenderIsLookedAt(String text) throws Exception {
    world.add("m1", AT);
    assertThat(edit(text))
        .isEqualTo("{\"error\":\"newMsg must not be empty\",\"code\":\"bad_request\"}");
    world.members.put("marie", new Membership(null));
    assertThat(edit("marie", text)).isEqualTo(NOT_MINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\ufeff", "\\n a\\n"})
  void textThatLooksBlank_isText(String text) throws Exception {
    world.add("m1", AT);
    assertThat(edit(text)).isEqualTo(DONE);
  }

  @Test
  void size_isMeasuredInBytes() throws Exception {
    world.add("m1", AT);
    assertThat(edit("x".repeat(20_480))).isEqualTo(DONE);
    String tooLarge = "{\"error\":\"newMsg exceeds maximum size\",\"code\":\"bad_request\"}";
    assertThat(edit("x".repeat(20_481))).isEqualTo(tooLarge);
    assertThat(edit("\u65e9".repeat(6_827))).isEqualTo(tooLarge);
    assertThat(edit("\u65e9".repeat(6_826))).isEqualTo(DONE);
  }

  @Test
  void refusals_comeInOrder() throws Exception {
    assertThat(ask(world.edit(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"messageId is required\",\"code\":\"bad_request\"}");
    assertThat(edit("")).isEqualTo(NOT_FOUND);
    world.messages.add(Samples.plain("room2", "m1", AT));
    assertThat(edit("")).isEqualTo(NOT_FOUND);
    world.messages.failure = new IllegalStateException("down");
    assertThat(edit(""))
        .isEqualTo("{\"error\":\"failed to retrieve message\",\"code\":\"internal\"}");
  }

  @Test
  void replyWithoutItsThread_isAFailure_andNothingIsWritten() throws Exception {
    world.messages.addReply(Samples.reply("room1", "m1", AT, "root", ""));
    assertThat(edit("new")).isEqualTo(FAILED);
    assertThat(world.changes.written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit", "Pinned", "InRoom"})
  void failureOfAnyWrite_isTold_withoutAnEvent_andARetryRepairsIt(String step) throws Exception {
    StoredMessage pinned =
        new Change(Samples.plain("room1", "m1", AT)).pinnedAt(AT.plusSeconds(5)).make();
    world.messages.add(pinned);
    world.changes.pinned.add(pinned);
    world.changes.failing = step;
    assertThat(edit("new")).isEqualTo(FAILED);
    assertThat(world.events).isEmpty();
    world.changes.failing = null;
    assertThat(edit("new")).isEqualTo(DONE);
    for (StoredMessage copy :
        List.of(stored(), world.messages.inRooms.getFirst(), world.changes.pinned.getFirst())) {
      assertThat(copy.msg()).isEqualTo("new");
    }
  }
}
