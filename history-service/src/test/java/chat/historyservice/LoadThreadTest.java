package chat.historyservice;

import static chat.historyservice.HistoryWorld.BUCKETS;
import static chat.historyservice.HistoryWorld.CREATED;
import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static chat.historyservice.HistoryWorld.ids;
import static chat.historyservice.HistoryWorld.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import chat.model.Bytes;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadThreadTest {
  private static final Instant AT = NOW.minus(Duration.ofDays(30));

  private final HistoryWorld world = new HistoryWorld();

  @BeforeEach
  void parent() {
    world.messages.add(parent("root", "thread1").make());
  }

  private static Change parent(String id, String thread) {
    return new Change(Samples.plain("room1", id, AT)).tcount(9L).threadRoomId(thread);
  }

  private StoredMessage reply(String id, Instant at) {
    StoredMessage reply = Samples.reply("room1", id, at, "root", "thread1");
    world.messages.addReply(reply);
    return reply;
  }

  private void replies(int count) {
    for (int i = 0; i < count; i++) {
      reply("r%02d".formatted(i), AT.plusSeconds(10 + i));
    }
  }

  private String ask1(String account, String more) throws Exception {
    return ask(world.thread(), account, "{\"threadMessageId\":\"root\"" + more + "}");
  }

  private MessagePage page(String more) throws Exception {
    return read(ask1("kenji", more), MessagePage.class);
  }

  private static List<String> pages(HistoryWorld world, int limit) {
    try {
      List<String> found = new ArrayList<>();
      String cursor = "";
      do {
        String body =
            "{\"threadMessageId\":\"root\",\"limit\":%d,\"cursor\":\"%s\"}"
                .formatted(limit, cursor);
        MessagePage page = read(ask(world.thread(), "kenji", body), MessagePage.class);
        assertThat(page.messages().size()).isLessThanOrEqualTo(limit);
        found.addAll(ids(page.messages()));
        cursor = page.nextCursor();
      } while (!cursor.isEmpty());
      return found;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void replies_comeNewestFirst_withTheColumnsOfTheirTable() throws Exception {
    replies(2);
    assertThat(ask1("kenji", ""))
        .isEqualTo(
            "{\"messages\":["
                + json("r01", "2026-01-03T12:00:11Z")
                + ","
                + json("r00", "2026-01-03T12:00:10Z")
                + "],\"hasNext\":false}");
  }

  private static String json(String id, String at) {
    return ("{\"roomId\":\"room1\",\"createdAt\":\"%2$s\",\"messageId\":\"%1$s\","
            + "\"sender\":{\"id\":\"u-112\",\"engName\":\"Kenji Mori\",\"companyName\":\"健二\","
            + "\"account\":\"kenji\"},\"msg\":\"hello\",\"threadParentId\":\"root\","
            + "\"siteId\":\"tokyo\",\"updatedAt\":\"%2$s\",\"threadRoomId\":\"thread1\"}")
        .formatted(id, at);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void pages_haveNoGaps(int limit) {
    replies(7);
    assertThat(pages(world, limit))
        .containsExactly("r06", "r05", "r04", "r03", "r02", "r01", "r00");
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "-1, 20", "1, 1", "100, 100", "999, 100"})
  void limit_isClamped(long limit, int size) throws Exception {
    replies(130);
    assertThat(page(",\"limit\":" + limit).messages()).hasSize(size);
  }

  @Test
  void severalWindows_comeInOnePage() throws Exception {
    for (int i = 0; i < 6; i++) {
      reply("r" + i, AT.plus(Duration.ofDays(5 * i)));
    }
    assertThat(ids(page("").messages())).containsExactly("r5", "r4", "r3", "r2", "r1", "r0");
  }

  @Test
  void otherThreads_areNotMixedIn() throws Exception {
    replies(1);
    world.messages.addReply(Samples.reply("room1", "x", AT.plusSeconds(5), "root2", "thread2"));
    world.messages.addReply(Samples.reply("room2", "y", AT.plusSeconds(5), "root", "thread1"));
    assertThat(ids(page("").messages())).containsExactly("r00");
  }

  @Test
  void lastMsgAtThatStandsStill_hidesNothing() throws Exception { // ODDITY-11
    world.rooms.times.put("room1", new RoomTimes(NOW.minus(Duration.ofDays(2)), CREATED));
    reply("new", NOW.minus(Duration.ofDays(2)).plusSeconds(3000));
    assertThat(ids(page("").messages())).containsExactly("new");
  }

  @Test
  void deletedParent_doesNotHideItsReplies() throws Exception {
    world.messages.byId.clear();
    world.messages.add(parent("root", "thread1").deleted(true).make());
    replies(1);
    assertThat(ids(page("").messages())).containsExactly("r00");
  }

  @Test
  void deletedReply_staysInPlaceWithoutWhatWasSaid() throws Exception { // ODDITY-6
    world.messages.addReply(
        new Change(Samples.reply("room1", "gone", AT.plusSeconds(5), "root", "thread1"))
            .deleted(true)
            .make());
    StoredMessage gone = page("").messages().getFirst();
    assertThat(gone.deleted()).isTrue();
    assertThat(gone.msg()).isEmpty();
  }

  @Test
  void refusals_comeInOrder() throws Exception {
    assertThat(ask(world.thread(), "stranger", "{}"))
        .isEqualTo("{\"error\":\"threadMessageId is required\",\"code\":\"bad_request\"}");
    assertThat(ask1("stranger", ",\"cursor\":\"!\""))
        .isEqualTo("{\"error\":\"not subscribed to room\",\"code\":\"forbidden\"}");
    assertThat(ask(world.thread(), "kenji", "{\"threadMessageId\":\"gone\"}"))
        .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
    world.messages.add(Samples.plain("room2", "foreign", NOW));
    assertThat(ask(world.thread(), "kenji", "{\"threadMessageId\":\"foreign\"}"))
        .isEqualTo("{\"error\":\"message not found\",\"code\":\"not_found\"}");
    replies(1);
    world.members.put("late", new Membership(NOW));
    assertThat(ask(world.thread(), "late", "{\"threadMessageId\":\"r00\"}"))
        .isEqualTo(
            "{\"error\":\"threadMessageId must be a top-level message, not a reply\",\"code\":\"bad_request\"}");
    assertThat(ask1("late", ""))
        .isEqualTo("{\"error\":\"thread is outside access window\",\"code\":\"forbidden\"}");
    world.rooms.times.clear();
    assertThat(ask1("kenji", ",\"cursor\":\"!\""))
        .isEqualTo("{\"error\":\"room not found\",\"code\":\"not_found\"}");
    world.rooms.timesFailure = new IllegalStateException("down");
    assertThat(ask1("kenji", ""))
        .isEqualTo("{\"error\":\"failed to resolve room metadata\",\"code\":\"internal\"}");
    world.messages.failure = new IllegalStateException("down");
    assertThat(ask1("kenji", ""))
        .isEqualTo("{\"error\":\"failed to retrieve message\",\"code\":\"internal\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "AAABm3", "AAAA", "AAAAAAAAAAEAAA=="})
  void malformedCursor_isABadRequest(String cursor) throws Exception { // ODDITY-13
    replies(1);
    assertThat(ask1("kenji", ",\"cursor\":\"" + cursor + "\""))
        .isEqualTo("{\"error\":\"invalid pagination cursor\",\"code\":\"bad_request\"}");
  }

  @Test
  void failureOfTheList_isTold() throws Exception {
    replies(1);
    world.messages.failingSide = Order.NEWEST_FIRST;
    assertThat(ask1("kenji", ""))
        .isEqualTo("{\"error\":\"failed to load thread messages\",\"code\":\"internal\"}");
  }

  @Test
  void cursorPastTheEnd_isAnEmptyLastPage_beforeTheStartTheFirstOne() throws Exception {
    // ODDITY-14
    replies(1);
    long far = Duration.ofHours(72 * 60).toMillis();
    String past = new Cursor(BUCKETS.of(CREATED) - far, Bytes.EMPTY).encode();
    String before = new Cursor(BUCKETS.of(NOW) + far, Bytes.EMPTY).encode();
    assertThat(ask1("kenji", ",\"cursor\":\"" + past + "\""))
        .isEqualTo("{\"messages\":[],\"hasNext\":false}");
    assertThat(ids(page(",\"cursor\":\"" + before + "\"").messages())).containsExactly("r00");
  }

  @Test
  void parentWithoutReplies_isAnEmptyPage_andNothingMoreIsRead() throws Exception {
    world.messages.add(Samples.plain("room1", "lone", AT));
    world.rooms.times.clear();
    String body = "{\"threadMessageId\":\"lone\",\"cursor\":\"!\"}";
    assertThat(ask(world.thread(), "kenji", body)).isEqualTo("{\"messages\":[],\"hasNext\":false}");
    assertThat(world.messages.reads).isEmpty();
  }

  @Test
  void missingStampOfTheParent_isFoundInTheThread() throws Exception { // ODDITY-21
    world.messages.byId.clear();
    world.messages.add(parent("root", "").make());
    replies(1);
    assertThat(page("").messages()).isEmpty();
    world.threads.threads.add(ThreadStoreContract.thread("thread1", "root", AT, AT));
    assertThat(ids(page("").messages())).containsExactly("r00");
    world.threads.failure = new IllegalStateException("down");
    assertThat(ask1("kenji", ""))
        .isEqualTo("{\"error\":\"failed to load thread messages\",\"code\":\"internal\"}");
  }

  @Test
  void quoteOutOfAnotherThread_isRedactedByTheTimeOfThatThread() throws Exception { // ODDITY-10
    Instant since = AT;
    world.members.put("late", new Membership(since));
    var hidden = Samples.quote(since.plusSeconds(1), "other", since.minusSeconds(1));
    var unknown = Samples.quote(since.plusSeconds(1), "other", null);
    var own = Samples.quote(since.plusSeconds(1), "root", null);
    var older = Samples.quote(since.minusMillis(1), "", null);
    int i = 0;
    for (var quote : List.of(hidden, unknown, own, older)) {
      i++;
      world.messages.addReply(
          new Change(Samples.reply("room1", "r" + i, AT.plusSeconds(i), "root", "thread1"))
              .quotedParentMessage(quote)
              .make());
    }
    List<StoredMessage> shown = read(ask1("late", ""), MessagePage.class).messages().reversed();
    assertThat(shown)
        .extracting(message -> message.quotedParentMessage().msg())
        .containsExactly(
            "This message is unavailable",
            "This message is unavailable",
            "quoted text",
            "This message is unavailable");
    assertThat(page("").messages())
        .allSatisfy(m -> assertThat(m.quotedParentMessage().msg()).isEqualTo("quoted text"));
  }

  @Test
  void replyThatWouldBeTooLarge_comesInSmallerPages() { // ODDITY-5
    for (int i = 0; i < 30; i++) {
      world.messages.addReply(
          new Change(
                  Samples.reply(
                      "room1", "r%02d".formatted(i), AT.plusSeconds(1), "root", "thread1"))
              .msg("x".repeat(2000))
              .make());
    }
    world.maxReply = 20_000;
    assertThat(pages(world, 30)).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void paging_givesEachReplyOnceInOrder() {
    qt().withExamples(300)
        .forAll(
            lists().of(integers().between(0, 55)).ofSizeBetween(0, 50),
            integers().between(1, 9),
            integers().between(1, 3))
        .check(
            (halfDays, limit, maxBuckets) -> {
              var random = new HistoryWorld(maxBuckets);
              random.messages.add(parent("root", "thread1").make());
              for (int i = 0; i < halfDays.size(); i++) {
                random.messages.addReply(
                    Samples.reply(
                        "room1",
                        "r%03d".formatted(i),
                        AT.plus(Duration.ofHours(12L * halfDays.get(i))),
                        "root",
                        "thread1"));
              }
              return pages(random, limit)
                  .equals(
                      ids(
                          random.messages.inThreads.stream()
                              .sorted(InMemoryMessageStore.BY_TIME.reversed())
                              .toList()));
            });
  }
}
