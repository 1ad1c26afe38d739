package chat.historyservice;

import static chat.historyservice.HistoryWorld.CREATED;
import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static chat.historyservice.HistoryWorld.ids;
import static chat.historyservice.HistoryWorld.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import chat.model.LoadSurroundingReply;
import chat.model.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSurroundingTest {
  private final HistoryWorld world = new HistoryWorld();

  private LoadSurroundingReply around(String account, String id, long limit) throws Exception {
    String body = "{\"messageId\":\"%s\",\"limit\":%d}".formatted(id, limit);
    return read(ask(world.surrounding(), account, body), LoadSurroundingReply.class);
  }

  private LoadSurroundingReply around(String id, long limit) throws Exception {
    return around("kenji", id, limit);
  }

  private List<StoredMessage> minutes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> world.add("m%03d".formatted(i), NOW.minusSeconds(60L * (count - i))))
        .toList();
  }

  private static List<String> range(int from, int to) {
    return IntStream.range(from, to).mapToObj("m%03d"::formatted).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 1",
    "4, 2, 1",
    "6, 3, 2",
    "50, 25, 24",
    "100, 50, 49",
    "0, 25, 24",
    "-5, 25, 24",
    "101, 50, 49",
    "9223372036854775807, 50, 49",
  })
  void shares_areThoseOfTheContract(long limit, int older, int newer) throws Exception {
    minutes(130);
    LoadSurroundingReply reply = around("m065", limit);
    assertThat(ids(reply.messages())).isEqualTo(range(65 - older, 65 + newer + 1));
    assertThat(reply.moreBefore()).isTrue();
    assertThat(reply.moreAfter()).isTrue();
  }

  @Test
  void one_isTheMessageAlone_andNoListIsRead() throws Exception {
    minutes(9);
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m004\",\"limit\":1}"))
        .contains("m004")
        .endsWith("],\"moreBefore\":false,\"moreAfter\":false}");
    assertThat(world.messages.reads).isEmpty();
  }

  @Test
  void two_isTheMessageAndTheOneBefore() throws Exception { // ODDITY-17
    minutes(9);
    LoadSurroundingReply reply = around("m004", 2);
    assertThat(ids(reply.messages())).isEqualTo(range(3, 5));
    assertThat(reply.moreAfter()).isTrue();
    assertThat(around("m008", 2).moreAfter()).isFalse();
  }

  @Test
  void shortSide_isNotMadeUpForByTheOther() throws Exception {
    minutes(9);
    LoadSurroundingReply reply = around("m001", 6);
    assertThat(ids(reply.messages())).isEqualTo(range(0, 4));
    assertThat(reply.moreBefore()).isFalse();
    assertThat(reply.moreAfter()).isTrue();
    assertThat(ids(around("m007", 6).messages())).isEqualTo(range(4, 9));
  }

  @Test
  void messagesOfTheSameTime_areOnTheirSides() throws Exception { // ODDITY-19
    for (String id : List.of("a", "b", "c", "d", "e")) {
      world.add(id, NOW.minusSeconds(9));
    }
    world.add("0later", NOW.minusSeconds(8));
    world.add("zearlier", NOW.minusSeconds(10));
    assertThat(ids(around("c", 9).messages()))
        .containsExactly("zearlier", "a", "b", "c", "d", "e", "0later");
    assertThat(ids(around("c", 3).messages())).containsExactly("b", "c", "d");
  }

  @Test
  void reply_isShownBetweenTheMessagesOfTheRoom() throws Exception {
    minutes(3);
    world.messages.addReply(
        Samples.reply("room1", "reply", NOW.minusSeconds(90), "m000", "thread1"));
    assertThat(ids(around("reply", 9).messages())).containsExactly("m000", "m001", "reply", "m002");
  }

  @Test
  void neighbours_areFoundOverWindows() throws Exception {
    for (int i = 0; i < 8; i++) {
      world.add("w" + i, NOW.minus(Duration.ofDays(40 - 5 * i)));
    }
    assertThat(ids(around("w4", 5).messages())).containsExactly("w2", "w3", "w4", "w5", "w6");
  }

  @Test
  void lastMsgAtThatStandsStill_hidesNothing() throws Exception { // ODDITY-11
    world.rooms.times.put("room1", new RoomTimes(CREATED.plusSeconds(9), CREATED));
    for (int i = 0; i < 4; i++) {
      world.add("w" + i, NOW.minus(Duration.ofDays(20 - 5 * i)));
    }
    assertThat(ids(around("w1", 9).messages())).containsExactly("w0", "w1", "w2", "w3");
  }

  @Test
  void restrictedReader_seesFromTheirTimeOn() throws Exception { // ODDITY-9
    List<StoredMessage> all = minutes(9);
    world.members.put("late", new Membership(all.get(3).createdAt()));
    assertThat(ids(around("late", "m004", 9).messages())).isEqualTo(range(3, 9));
    LoadSurroundingReply first = around("late", "m003", 9);
    assertThat(ids(first.messages())).isEqualTo(range(3, 8));
    assertThat(first.moreBefore()).isFalse();
    assertThat(ask(world.surrounding(), "late", "{\"messageId\":\"m002\"}"))
        .isEqualTo("{\"error\":\"message is outside access window\",\"code\":\"forbidden\"}");
  }

  @Test
  void quotes_areRedacted_thatOfTheMessageItselfToo() throws Exception {
    Instant at = NOW.minusSeconds(50);
    var quote = Samples.quote(at.minusSeconds(100), "", null);
    world.messages.add(Samples.message("room1", "q", at, "x", false, quote, false));
    world.members.put("late", new Membership(at));
    for (int limit : new int[] {1, 5}) {
      assertThat(around("late", "q", limit).messages().getFirst().quotedParentMessage().msg())
          .isEqualTo("This message is unavailable");
    }
    assertThat(around("q", 1).messages().getFirst().quotedParentMessage()).isEqualTo(quote);
  }

  @Test
  void deletedMessage_isFoundWithoutWhatWasSaid() throws Exception {
    world.messages.add(Samples.full("room1", "gone", NOW.minusSeconds(9), true));
    assertThat(around("gone", 5).messages().getFirst().msg()).isEmpty();
  }

  @Test
  void refusals_comeInOrder() throws Exception {
    assertThat(ask(world.surrounding(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"messageId is required\",\"code\":\"bad_request\"}");
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"gone\"}"))
        .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
    world.messages.add(Samples.plain("room2", "foreign", NOW));
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"foreign\"}"))
        .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
    minutes(1);
    world.rooms.times.clear();
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m000\",\"limit\":1}"))
        .isEqualTo("{\"error\":\"room not found\",\"code\":\"not_found\"}");
    world.rooms.timesFailure = new IllegalStateException("down");
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m000\",\"limit\":1}"))
        .isEqualTo("{\"error\":\"failed to resolve room metadata\",\"code\":\"internal\"}");
    world.messages.failure = new IllegalStateException("down");
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m000\"}"))
        .isEqualTo("{\"error\":\"failed to retrieve message\",\"code\":\"internal\"}");
  }

  @ParameterizedTest
  @CsvSource({"NEWEST_FIRST", "OLDEST_FIRST"})
  void oneSideThatFails_isEnough(Order side) throws Exception {
    minutes(9);
    world.messages.failingSide = side;
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m004\"}"))
        .isEqualTo("{\"error\":\"failed to load surrounding messages\",\"code\":\"internal\"}");
  }

  @Test
  void replyThatWouldBeTooLarge_isCutOnBothSides() throws Exception { // ODDITY-5
    for (int i = 0; i < 40; i++) {
      world.messages.add(
          Samples.plain(
              "room1", "m%03d".formatted(i), NOW.minusSeconds(100 - i), "x".repeat(2000)));
    }
    world.maxReply = 20_000;
    LoadSurroundingReply reply = around("m020", 40);
    List<String> found = ids(reply.messages());
    assertThat(found).contains("m019", "m020", "m021").isSorted().hasSizeBetween(5, 10);
    assertThat(reply.moreBefore()).isTrue();
    assertThat(reply.moreAfter()).isTrue();
    world.maxReply = 1000;
    assertThat(ask(world.surrounding(), "kenji", "{\"messageId\":\"m020\"}"))
        .isEqualTo("{\"error\":\"failed to load surrounding messages\",\"code\":\"internal\"}");
  }

  /** Over many windows and with equal times, the neighbours are those of the whole list. */
  @Test
  void neighbours_areThoseOfTheWholeList() {
    qt().withExamples(300)
        .forAll(
            lists().of(integers().between(0, 40)).ofSizeBetween(1, 40),
            integers().between(0, 39),
            integers().between(1, 12))
        .check(
            (halfDays, pick, limit) -> {
              var random = new HistoryWorld();
              for (int i = 0; i < halfDays.size(); i++) {
                random.add(
                    "m%03d".formatted(i), NOW.minus(Duration.ofHours(12L * halfDays.get(i) + 1)));
              }
              List<String> all =
                  new ArrayList<>(
                      ids(
                          random.messages.inRooms.stream()
                              .sorted(InMemoryMessageStore.BY_TIME)
                              .toList()));
              int at = pick % all.size();
              int older = limit / 2;
              int newer = (limit - 1) / 2;
              String body = "{\"messageId\":\"%s\",\"limit\":%d}".formatted(all.get(at), limit);
              List<String> wanted =
                  all.subList(Math.max(0, at - older), Math.min(all.size(), at + newer + 1));
              return found(random, body).equals(wanted);
            });
  }

  private static List<String> found(HistoryWorld world, String body) {
    try {
      return ids(
          read(ask(world.surrounding(), "kenji", body), LoadSurroundingReply.class).messages());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
