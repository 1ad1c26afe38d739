package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static chat.model.HistoryOperation.DELETE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.MessageChanges.Deletion;
import chat.model.Json;
import chat.model.StoredMessage;
import chat.runtime.NumberedCalls;
import chat.runtime.NumberedCalls.Harm;
import chat.runtime.NumberedCalls.ProcessDied;
import chat.runtime.RequestHandler;
import chat.stores.ReplyCounts;
import chat.stores.ReplyCounts.Table;
import chat.stores.VisibleReplies;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteMessageTest {
  private static final Instant AT = NOW.minusSeconds(60);
  private static final Instant BEFORE = NOW.minusSeconds(9);
  private static final String FAILED =
      "{\"error\":\"failed to delete message\",\"code\":\"internal\"}";
  private static final String NOT_MINE =
      "{\"error\":\"only the sender can delete\",\"code\":\"forbidden\"}";
  private static final String NOT_FOUND =
      "{\"error\":\"message not found\",\"code\":\"not_found\"}";

  private final HistoryWorld world = new HistoryWorld();

  private String delete(String account) throws Exception {
    return ask(world.delete(), account, "{\"messageId\":\"m1\"}");
  }

  private String delete() throws Exception {
    return delete("kenji");
  }

  private static String done(Instant at) {
    return "{\"messageId\":\"m1\",\"deletedAt\":" + at.toEpochMilli() + "}";
  }

  private static Change message() {
    return new Change(Samples.plain("room1", "m1", AT));
  }

  private StoredMessage stored() {
    return world.messages.find("m1").orElseThrow();
  }

  private StoredMessage parent(Long replies) {
    StoredMessage parent =
        new Change(Samples.plain("room1", "root", AT.minusSeconds(1000)))
            .tcount(replies)
            .threadRoomId("thread1")
            .make();
    world.messages.add(parent);
    return parent;
  }

  /** Of {@link #parent}. */
  private void reply() {
    world.messages.addReply(Samples.reply("room1", "m1", AT, "root", "thread1"));
  }

  private void expectCounts(Long byId, Long inRoom) {
    assertThat(world.messages.find("root").orElseThrow().tcount()).isEqualTo(byId);
    assertThat(world.messages.inRooms.getFirst().tcount()).isEqualTo(inRoom);
  }

  @Test
  void message_isMarkedInBothTables_keepsItsContent_andIsToldToTheFleet() throws Exception {
    StoredMessage message = world.add("m1", AT);
    assertThat(delete()).isEqualTo(done(NOW));
    StoredMessage deleted = new Change(message).deleted(true).updatedAt(NOW).make();
    assertThat(world.messages.byId).containsExactly(deleted);
    assertThat(world.messages.inRooms).containsExactly(deleted);
    assertThat(new String(Json.write(world.events.getFirst()), UTF_8))
        .isEqualTo(
            "{\"event\":\"deleted\",\"message\":{\"id\":\"m1\",\"roomId\":\"room1\","
                + "\"userId\":\"u-112\",\"userAccount\":\"kenji\",\"content\":\"\","
                + "\"createdAt\":\"2026-02-02T11:59:00Z\",\"updatedAt\":\"2026-02-02T12:00:00Z\"},"
                + "\"siteId\":\"tokyo\",\"timestamp\":1770033600000}");
  }

  @Test
  void readersTime_playsNoPart() throws Exception {
    world.add("m1", AT);
    world.members.put("kenji", new Membership(NOW));
    assertThat(delete()).isEqualTo(done(NOW));
  }

  @Test
  void secondDeletion_isAnsweredAlike_andDoesNothing() throws Exception {
    parent(3L);
    replies(3);
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.events).hasSize(1);
    expectCounts(2L, 2L);
  }

  @Test
  void deletionThatLostTheRace_answersTheTimeOfTheOther() throws Exception {
    StoredMessage message = world.add("m1", AT);
    world.changes.meanwhile =
        () -> {
          world.changes.meanwhile = () -> {};
          world.changes.delete(message, new Deletion(BEFORE, false));
        };
    assertThat(delete()).isEqualTo(done(BEFORE));
    assertThat(world.events).isEmpty();
  }

  @Test
  void messageThatVanishedMeanwhile_isNotFound_andLeavesNoFragment() throws Exception { // ODDITY-33
    world.add("m1", AT);
    world.changes.meanwhile = () -> world.messages.byId.clear();
    assertThat(delete()).isEqualTo(NOT_FOUND);
    assertThat(world.messages.byId).isEmpty();
    assertThat(world.messages.inRooms.getFirst().deleted()).isFalse();
  }

  @Test
  void unknownTimeOfTheDeletion_isZeroInBothBranches() throws Exception { // ODDITY-34
    world.messages.add(message().deleted(true).updatedAt(null).make());
    String zero = "{\"messageId\":\"m1\",\"deletedAt\":0}";
    assertThat(delete()).isEqualTo(zero);
    world.messages.byId.clear();
    world.messages.byId.add(message().make());
    world.changes.meanwhile =
        () -> world.messages.byId.set(0, message().deleted(true).updatedAt(null).make());
    assertThat(delete()).isEqualTo(zero);
    assertThat(world.events).isEmpty();
  }

  @Test
  void threadParent_saysSoByItsType_keepsItsCount_andItsReplies() throws Exception {
    world.messages.add(message().tcount(5L).threadRoomId("thread1").make());
    world.messages.addReply(Samples.reply("room1", "r", AT, "m1", "thread1"));
    delete();
    for (StoredMessage copy : new StoredMessage[] {stored(), world.messages.inRooms.getFirst()}) {
      assertThat(copy.type()).isEqualTo("message_removed");
      assertThat(copy.tcount()).isEqualTo(5);
      assertThat(copy.msg()).isEqualTo("hello");
    }
    assertThat(world.messages.inThreads.getFirst().deleted()).isFalse();
    assertThat(delete()).as("although it has a type now").isEqualTo(done(NOW));
  }

  @ParameterizedTest
  @CsvSource({"0", ","})
  void messageWithoutReplies_keepsItsType(Long replies) throws Exception {
    world.messages.add(message().tcount(replies).make());
    delete();
    assertThat(stored().type()).isEmpty();
  }

  /** Those of {@link #parent}, "m1" among them. */
  private void replies(int count) {
    reply();
    for (int i = 1; i < count; i++) {
      world.messages.addReply(
          new Change(Samples.reply("room1", "other" + i, AT, "root", "thread1"))
              .threadParentCreatedAt(AT.minusSeconds(1000))
              .make());
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 3, 2", "1, 1, 0", "0, 1, 0", ", 1,", "2, 3, 2", "9, 2, 1", ", 2, 1"})
  void reply_isCountedOffInBothTables_andWhatWasWrongIsPutRight(
      Long before, int replies, Long after) throws Exception {
    parent(before);
    replies(replies);
    assertThat(delete()).isEqualTo(done(NOW));
    expectCounts(after, after);
    assertThat(world.messages.inThreads.getFirst().deleted()).isTrue();
  }

  @Test
  void countOfOneTableThatNeverWas_isMadeUpFor() throws Exception { // ODDITY-36
    StoredMessage parent = parent(null);
    world.messages.inRooms.set(0, new Change(parent).tcount(2L).make());
    replies(2);
    delete();
    expectCounts(1L, 1L);
  }

  @Test
  void parentThatIsMissingInOneTable_isCountedInTheOther() throws Exception {
    parent(2L);
    world.messages.byId.clear();
    replies(2);
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.messages.inRooms.getFirst().tcount()).isEqualTo(1);
  }

  @Test
  void replyThatDoesNotKnowItsParentsTime_isNotCountedOff() throws Exception {
    parent(2L);
    world.messages.addReply(
        new Change(Samples.reply("room1", "m1", AT, "root", "thread1"))
            .threadParentCreatedAt(null)
            .make());
    delete();
    expectCounts(2L, 2L);
  }

  @Test
  void countThatOthersChange_isTriedAgain() throws Exception {
    parent(5L);
    reply();
    var others = new AtomicInteger(15);
    world.counts.meanwhile =
        () -> {
          if (others.getAndDecrement() > 0) {
            countUp();
          }
        };
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.messages.find("root").orElseThrow().tcount()).isZero();
  }

  private void countUp() {
    StoredMessage root = world.messages.byId.getFirst();
    world.messages.byId.set(0, new Change(root).tcount(root.tcount() + 1).make());
  }

  @Test
  void countThatNeverStandsStill_isAFailure_andTheNextAttemptPutsItRight() throws Exception {
    parent(5L);
    reply();
    world.counts.meanwhile = this::countUp;
    assertThat(delete()).isEqualTo(FAILED);
    world.counts.meanwhile = () -> {};
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.events).hasSize(1);
    expectCounts(0L, 0L);
    assertThat(world.messages.inThreads.getFirst().deleted()).isTrue();
  }

  @Test
  void deletionThatFailsAnywhere_isCompletedByTheNextAttempt() throws Exception {
    for (int call = 1; call <= callsOfOneDeletion(); call++) {
      for (Harm harm : Harm.values()) {
        var calls = new NumberedCalls();
        HistoryWorld numbered = withThreeReplies();
        RequestHandler delete = numbered.handlers(counted(numbered, calls)).get(DELETE);
        calls.begin(call, harm);
        try {
          ask(delete, "kenji", "{\"messageId\":\"m1\"}");
        } catch (ProcessDied e) {
          // whoever asked asks again
        }
        calls.begin(0, harm);
        assertThat(ask(delete, "kenji", "{\"messageId\":\"m1\"}"))
            .as("%s at call %d", harm, call)
            .isEqualTo(done(NOW));
        assertThat(numbered.messages.find("root").orElseThrow().tcount())
            .as("%s at call %d", harm, call)
            .isEqualTo(2);
        assertThat(numbered.messages.inRooms.getFirst().tcount()).isEqualTo(2);
        assertThat(numbered.messages.inThreads.getFirst().deleted()).isTrue();
      }
    }
  }

  private static HistoryWorld withThreeReplies() {
    var test = new DeleteMessageTest();
    test.parent(3L);
    test.replies(3);
    return test.world;
  }

  private static Operations.Stores counted(HistoryWorld world, NumberedCalls calls) {
    return new Operations.Stores(
        (room, account) -> Optional.of(new Membership(null)),
        world.rooms,
        world.threads,
        calls.of(MessageStore.class, world.messages),
        calls.of(MessageChanges.class, world.changes),
        HistoryWorld.counting(
            calls.of(ReplyCounts.class, world.counts),
            calls.of(VisibleReplies.class, world.visible)));
  }

  private static int callsOfOneDeletion() throws Exception {
    var calls = new NumberedCalls();
    HistoryWorld numbered = withThreeReplies();
    ask(numbered.handlers(counted(numbered, calls)).get(DELETE), "kenji", "{\"messageId\":\"m1\"}");
    assertThat(calls.made()).hasSizeGreaterThan(8);
    return calls.made().size();
  }

  @Test
  void replyThatIsAParent_isMarkedAndCountedOff() throws Exception {
    parent(1L);
    world.messages.addReply(
        new Change(Samples.reply("room1", "m1", AT, "root", "thread1")).tcount(2L).make());
    delete();
    assertThat(stored().type()).isEqualTo("message_removed");
    assertThat(world.messages.inThreads.getFirst().type()).isEqualTo("message_removed");
    expectCounts(0L, 0L);
  }

  @Test
  void pinnedMessage_isMarkedInThreeTables_itsOwnPlaceLast() throws Exception {
    StoredMessage pinned = message().pinnedAt(AT.plusSeconds(5)).make();
    world.messages.add(pinned);
    world.changes.pinned.add(pinned);
    delete();
    assertThat(world.changes.pinned.getFirst().deleted()).isTrue();
    assertThat(world.changes.written).containsExactly("delete", "Pinned", "InRoom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pinned", "InRoom"})
  void deletionThatEndedHalfWay_isCompletedByTheNext(String step) throws Exception { // ODDITY-32
    StoredMessage pinned = message().pinnedAt(AT.plusSeconds(5)).make();
    world.messages.add(pinned);
    world.changes.pinned.add(pinned);
    world.changes.failing = step;
    assertThat(delete()).isEqualTo(FAILED);
    assertThat(world.events).isEmpty();
    world.changes.failing = null;
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.events).hasSize(1);
    assertThat(world.events.getFirst().timestamp()).isEqualTo(NOW.toEpochMilli());
    assertThat(world.changes.pinned.getFirst().deleted()).isTrue();
    assertThat(world.messages.inRooms.getFirst().deleted()).isTrue();
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.events).hasSize(1);
  }

  @Test
  void replyOfADeletionThatEndedHalfWay_isCountedOffOnce() throws Exception {
    parent(3L);
    replies(3);
    world.changes.failing = "InThread";
    assertThat(delete()).isEqualTo(FAILED);
    world.changes.failing = null;
    assertThat(delete()).isEqualTo(done(NOW));
    expectCounts(2L, 2L);
  }

  @Test
  void missingCopy_isNotMadeOfAFragment() throws Exception { // ODDITY-26
    world.messages.byId.add(message().make());
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.messages.inRooms).isEmpty();
    assertThat(world.events).hasSize(1);
    assertThat(delete()).isEqualTo(done(NOW));
    assertThat(world.events).hasSize(1);
  }

  @Test
  void onlyTheSender_mayDelete() throws Exception {
    world.add("m1", AT);
    world.members.put("marie", new Membership(null));
    assertThat(delete("marie")).isEqualTo(NOT_MINE);
    world.changes.delete(stored(), new Deletion(BEFORE, false));
    assertThat(delete("marie")).as("deleted already").isEqualTo(NOT_MINE);
  }

  @Test
  void systemMessageOfTheCaller_isNobodys() throws Exception { // ODDITY-28
    world.messages.add(message().type("members_added").make());
    assertThat(delete()).isEqualTo(NOT_MINE);
    assertThat(stored().deleted()).isFalse();
  }

  @Test
  void refusals_comeInOrder() throws Exception {
    assertThat(ask(world.delete(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"messageId is required\",\"code\":\"bad_request\"}");
    assertThat(delete()).isEqualTo(NOT_FOUND);
    world.messages.add(Samples.plain("room2", "m1", AT));
    assertThat(delete()).isEqualTo(NOT_FOUND);
    world.messages.failure = new IllegalStateException("down");
    assertThat(delete())
        .isEqualTo("{\"error\":\"failed to retrieve message\",\"code\":\"internal\"}");
  }

  @Test
  void failures_areTold_withoutAnEvent() throws Exception {
    parent(2L);
    reply();
    world.changes.failing = "delete";
    assertThat(delete()).isEqualTo(FAILED);
    assertThat(stored().deleted()).isFalse();
    world.changes.failing = null;
    world.counts.failing = Table.BY_ROOM;
    assertThat(delete()).isEqualTo(FAILED);
    assertThat(world.events).isEmpty();
  }

  @Test
  void replyWithoutItsThread_isAFailure_andNothingIsWritten() throws Exception {
    world.messages.addReply(Samples.reply("room1", "m1", AT, "root", ""));
    assertThat(delete()).isEqualTo(FAILED);
    assertThat(world.changes.written).isEmpty();
  }
}
