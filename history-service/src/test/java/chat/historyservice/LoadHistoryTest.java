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

import chat.model.LoadHistoryReply;
import chat.model.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadHistoryTest {
  private final HistoryWorld world = new HistoryWorld();

  private List<String> load(String account, String body) throws Exception {
    return ids(read(ask(world.history(), account, body), LoadHistoryReply.class).messages());
  }

  private List<String> load(String body) throws Exception {
    return load("kenji", body);
  }

  /** Oldest first: m0 … one a minute, the last one a minute ago. */
  private List<StoredMessage> minutes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> world.add("m" + i, NOW.minusSeconds(60L * (count - i))))
        .toList();
  }

  @Test
  void newestPage_isNewestFirst() throws Exception {
    minutes(3);
    assertThat(ask(world.history(), "kenji", "{\"limit\":2}"))
        .startsWith("{\"messages\":[{\"roomId\":\"room1\",\"createdAt\":\"2026-02-02T11:59:00Z\"")
        .doesNotContain("minUserLastSeenAt");
    assertThat(load("{\"limit\":2}")).containsExactly("m2", "m1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20",
    "-1, 20",
    "1, 1",
    "7, 7",
    "100, 100",
    "101, 100",
    "9223372036854775807, 100",
    "-9223372036854775808, 20"
  })
  void limit_isClamped(long limit, int size) throws Exception {
    minutes(130);
    assertThat(load("{\"limit\":" + limit + "}")).hasSize(size).startsWith("m129");
  }

  @Test
  void before_isStrict() throws Exception {
    List<StoredMessage> all = minutes(4);
    long before = all.get(2).createdAt().toEpochMilli();
    assertThat(load("{\"before\":" + before + "}")).containsExactly("m1", "m0");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1})
  void beforeOlderThanTheFloor_isEmpty(long before) throws Exception {
    minutes(4);
    assertThat(load("{\"before\":" + before + "}")).isEmpty();
  }

  @Test
  void beforeInTheFuture_isTheNewestPage() throws Exception {
    minutes(2);
    assertThat(load("{\"before\":4102444800000}")).containsExactly("m1", "m0");
    assertThat(load("{\"before\":" + Long.MAX_VALUE + "}")).containsExactly("m1", "m0");
  }

  @Test
  void pagesByTime_reachEverything() throws Exception {
    for (int i = 0; i < 30; i++) {
      world.add("d" + i, NOW.minus(Duration.ofDays(i)).minusSeconds(1));
    }
    List<String> found = new ArrayList<>();
    String body = "{\"limit\":7}";
    while (true) {
      LoadHistoryReply reply = read(ask(world.history(), "kenji", body), LoadHistoryReply.class);
      if (reply.messages().isEmpty()) {
        break;
      }
      found.addAll(ids(reply.messages()));
      long before = reply.messages().getLast().createdAt().toEpochMilli();
      body = "{\"limit\":7,\"before\":" + before + "}";
    }
    assertThat(found).isEqualTo(IntStream.range(0, 30).mapToObj(i -> "d" + i).toList());
  }

  @Test
  void messagesOfTheLastOnesMillisecond_areAllOnThePage() throws Exception {
    Instant tie = NOW.minusSeconds(100);
    world.add("newer", tie.plusMillis(1));
    for (String id : List.of("a", "b", "c", "d", "e")) {
      world.add(id, tie);
    }
    world.add("older", tie.minusMillis(1));
    assertThat(load("{\"limit\":3}")).containsExactly("newer", "e", "d", "c", "b", "a");
    assertThat(load("{\"limit\":1}")).containsExactly("newer");
    assertThat(load("{\"limit\":6}")).containsExactly("newer", "e", "d", "c", "b", "a");
    assertThat(load("{\"limit\":7}")).endsWith("older");
    assertThat(load("{\"before\":" + tie.toEpochMilli() + "}")).containsExactly("older");
  }

  @Test
  void lastMsgAt_isAHintOnly() throws Exception {
    world.rooms.times.put("room1", new RoomTimes(NOW.minusSeconds(600), CREATED));
    world.add("newer", NOW.minusSeconds(5));
    world.add("ahead", NOW.plusSeconds(2));
    assertThat(load("{}")).containsExactly("ahead", "newer");
    world.rooms.times.put("room1", new RoomTimes(null, CREATED));
    assertThat(load("{}")).containsExactly("ahead", "newer");
  }

  @Test
  void staleHintOfTheClient_hidesNothing() throws Exception {
    world.add("newer", NOW.minusSeconds(61));
    long stale = NOW.minus(Duration.ofDays(20)).toEpochMilli();
    assertThat(
            load(
                "{\"meta\":{\"lastMsgAt\":"
                    + stale
                    + ",\"createdAt\":"
                    + CREATED.toEpochMilli()
                    + "}}"))
        .containsExactly("newer");
  }

  @Test
  void quietRoom_isReadFromItsLastMessageOn() throws Exception {
    Instant last = NOW.minus(Duration.ofDays(90));
    world.rooms.times.put("room1", new RoomTimes(last, CREATED));
    world.add("last", last);
    assertThat(load("{}")).containsExactly("last");
    assertThat(world.messages.reads).hasSizeLessThan(8);
  }

  @Test
  void messagesBeforeTheFloorsWindow_areNotListed() throws Exception {
    world.rooms.times.put("room1", new RoomTimes(NOW, NOW.minus(Duration.ofDays(4000))));
    world.add("old", NOW.minus(Duration.ofDays(369)));
    world.add("young", NOW.minus(Duration.ofDays(364)));
    assertThat(load("{}")).containsExactly("young");
  }

  @Test
  void restrictedReader_seesFromTheirTimeOn_thatTimeIncluded() throws Exception {
    List<StoredMessage> all = minutes(5);
    world.members.put("late", new Membership(all.get(2).createdAt()));
    assertThat(load("late", "{}")).containsExactly("m4", "m3", "m2");
    world.members.put("later", new Membership(all.get(2).createdAt().plusMillis(1)));
    assertThat(load("later", "{}")).containsExactly("m4", "m3");
    long before = all.get(4).createdAt().toEpochMilli();
    assertThat(load("late", "{\"before\":" + before + "}")).containsExactly("m3", "m2");
  }

  @Test
  void lowerBoundOfARestrictedReader_isTestedInItsWindowWhereverThatIs() throws Exception {
    Instant since = NOW.minus(Duration.ofDays(10));
    world.add("hidden", since.minusMillis(1));
    world.add("seen", since);
    world.members.put("late", new Membership(since));
    assertThat(load("late", "{}")).containsExactly("seen");
  }

  @Test
  void emptyWindowsBeyondTheLimit_areWalkedOn() throws Exception {
    var small = new HistoryWorld(2);
    small.add("old", NOW.minus(Duration.ofDays(60)));
    LoadHistoryReply reply = read(ask(small.history(), "kenji", "{}"), LoadHistoryReply.class);
    assertThat(ids(reply.messages())).containsExactly("old");
  }

  @Test
  void readFloor_isAnsweredWhereItIsKnown() throws Exception {
    world.rooms.floors.put("room1", Instant.ofEpochMilli(1769999990500L));
    assertThat(ask(world.history(), "kenji", "{}"))
        .isEqualTo("{\"messages\":[],\"minUserLastSeenAt\":1769999990500}");
    world.rooms.floorFailure = new IllegalStateException("down");
    assertThat(ask(world.history(), "kenji", "{}")).isEqualTo("{\"messages\":[]}");
  }

  @Test
  void failureOfTheStore_isTold() throws Exception {
    world.messages.failure = new IllegalStateException("down");
    assertThat(ask(world.history(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"failed to load message history\",\"code\":\"internal\"}");
  }

  @Test
  void replyThatWouldBeTooLarge_holdsFewerMessages_noneIsLostToPaging() throws Exception {
    for (int i = 0; i < 40; i++) {
      // pairs share a time
      Instant at = NOW.minusSeconds(60 + i / 2);
      world.messages.add(Samples.plain("room1", "b%02d".formatted(i), at, "x".repeat(2000)));
    }
    world.maxReply = 30_000;
    List<String> found = new ArrayList<>();
    String body = "{\"limit\":40}";
    while (true) {
      String json = ask(world.history(), "kenji", body);
      assertThat(json.length()).isLessThanOrEqualTo(30_000);
      List<StoredMessage> page = read(json, LoadHistoryReply.class).messages();
      if (page.isEmpty()) {
        break;
      }
      found.addAll(ids(page));
      body = "{\"limit\":40,\"before\":" + page.getLast().createdAt().toEpochMilli() + "}";
    }
    assertThat(found).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void oneMessageThatIsTooLarge_isAFailure() throws Exception {
    world.messages.add(Samples.plain("room1", "big", NOW.minusSeconds(1), "x".repeat(2000)));
    world.maxReply = 1000;
    assertThat(ask(world.history(), "kenji", "{}")).contains("failed to load message history");
  }

  @Test
  void tombstonesStayInPlace_quotesAreRedacted() throws Exception {
    Instant at = NOW.minusSeconds(100);
    world.add("first", at.plusSeconds(1));
    world.messages.add(Samples.full("room1", "gone", at, true));
    world.messages.add(
        Samples.message(
            "room1",
            "quoting",
            at.minusSeconds(1),
            "x",
            false,
            Samples.quote(at.minusSeconds(99), "", null),
            false));
    world.members.put("late", new Membership(at.minusSeconds(50)));
    String json = ask(world.history(), "late", "{\"limit\":3}");
    assertThat(ids(read(json, LoadHistoryReply.class).messages()))
        .containsExactly("first", "gone", "quoting");
    assertThat(json).contains("This message is unavailable").doesNotContain("full ü");
  }

  @Test
  void fullPage_doesNotLookThroughOlderWindows() throws Exception {
    minutes(2);
    assertThat(load("{\"limit\":2}")).containsExactly("m1", "m0");
    assertThat(world.messages.reads).hasSizeLessThanOrEqualTo(2);
  }

  /** As clients page: on from the oldest time they have, until a page is empty. */
  @Test
  void pagingByTime_givesEachVisibleMessageOnceInOrder() {
    qt().withExamples(300)
        .forAll(
            lists().of(integers().between(0, 60)).ofSizeBetween(0, 50),
            integers().between(1, 9),
            integers().between(1, 3),
            integers().between(-1, 60))
        .check(
            (halfDays, limit, maxBuckets, since) -> {
              var random = new HistoryWorld(maxBuckets);
              for (int i = 0; i < halfDays.size(); i++) {
                random.add("m%03d".formatted(i), halfDaysAgo(halfDays.get(i)));
              }
              Instant from = since < 0 ? null : halfDaysAgo(since);
              random.members.put("kenji", new Membership(from));
              List<StoredMessage> wanted =
                  random.messages.inRooms.stream()
                      .filter(m -> from == null || !m.createdAt().isBefore(from))
                      .sorted(InMemoryMessageStore.BY_TIME.reversed())
                      .toList();
              return pagesOf(random, limit).equals(ids(wanted));
            });
  }

  private static Instant halfDaysAgo(int halfDays) {
    return NOW.minus(Duration.ofHours(12L * halfDays + 1));
  }

  private static List<String> pagesOf(HistoryWorld world, int limit) {
    try {
      List<String> found = new ArrayList<>();
      String before = "null";
      while (true) {
        String body = "{\"limit\":%d,\"before\":%s}".formatted(limit, before);
        List<StoredMessage> page =
            read(ask(world.history(), "kenji", body), LoadHistoryReply.class).messages();
        if (page.isEmpty()) {
          return found;
        }
        found.addAll(ids(page));
        before = Long.toString(page.getLast().createdAt().toEpochMilli());
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
