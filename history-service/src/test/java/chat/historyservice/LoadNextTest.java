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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadNextTest {
  private static final String BAD_CURSOR =
      "{\"error\":\"invalid pagination cursor\",\"code\":\"bad_request\"}";

  private final HistoryWorld world = new HistoryWorld();

  private MessagePage page(String account, String body) throws Exception {
    return read(ask(world.next(), account, body), MessagePage.class);
  }

  private List<String> load(String account, String body) throws Exception {
    return ids(page(account, body).messages());
  }

  private List<String> load(String body) throws Exception {
    return load("kenji", body);
  }

  /** All pages of a listing; every page is within its limit. */
  private List<String> pages(String body, int limit) throws Exception {
    List<String> found = new ArrayList<>();
    MessagePage page = page("kenji", body.formatted(limit, ""));
    found.addAll(ids(page.messages()));
    while (page.hasNext()) {
      assertThat(page.messages().size()).isLessThanOrEqualTo(limit);
      page = page("kenji", body.formatted(limit, page.nextCursor()));
      found.addAll(ids(page.messages()));
    }
    assertThat(page.nextCursor()).isEmpty();
    return found;
  }

  private List<StoredMessage> minutes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> world.add("m%03d".formatted(i), NOW.minusSeconds(60L * (count - i))))
        .toList();
  }

  @Test
  void firstPage_isOldestFirstAndHasACursor() throws Exception {
    minutes(5);
    MessagePage page = page("kenji", "{\"limit\":2,\"cursor\":\"\"}");
    assertThat(ids(page.messages())).containsExactly("m000", "m001");
    assertThat(page.hasNext()).isTrue();
    assertThat(page.nextCursor()).isNotEmpty();
    assertThat(world.rooms.floorsRead).isZero();
  }

  @Test
  void lastPage_hasNoCursorKey() throws Exception {
    minutes(2);
    assertThat(ask(world.next(), "kenji", "{\"limit\":5}"))
        .endsWith("\"hasNext\":false}")
        .doesNotContain("nextCursor");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 50, 65, 100})
  void pages_haveNoGaps(int limit) throws Exception {
    minutes(130);
    assertThat(pages("{\"limit\":%d,\"cursor\":\"%s\"}", limit))
        .isEqualTo(IntStream.range(0, 130).mapToObj("m%03d"::formatted).toList());
  }

  @Test
  void pagesOverManyWindows_haveNoGaps() throws Exception {
    for (int i = 99; i >= 0; i -= 9) {
      world.add("d%02d".formatted(99 - i), NOW.minus(Duration.ofDays(i)).minusSeconds(1));
    }
    assertThat(pages("{\"limit\":%d,\"cursor\":\"%s\"}", 2)).hasSize(12).isSorted();
  }

  @Test
  void after_isStrict() throws Exception {
    List<StoredMessage> all = minutes(4);
    assertThat(load("{\"after\":" + all.get(1).createdAt().toEpochMilli() + "}"))
        .containsExactly("m002", "m003");
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "-1, 20", "1, 1", "100, 100", "999, 100"})
  void limit_isClamped(long limit, int size) throws Exception {
    minutes(130);
    assertThat(load("{\"limit\":" + limit + "}")).hasSize(size);
  }

  @Test
  void laterOfAfterAndTheReadersTime_wins() throws Exception {
    List<StoredMessage> all = minutes(6);
    world.members.put("late", new Membership(all.get(2).createdAt()));
    assertThat(load("late", "{}")).containsExactly("m002", "m003", "m004", "m005");
    assertThat(load("late", "{\"after\":" + all.get(3).createdAt().toEpochMilli() + "}"))
        .containsExactly("m004", "m005");
    assertThat(load("late", "{\"after\":" + all.get(0).createdAt().toEpochMilli() + "}"))
        .startsWith("m002");
    assertThat(load("late", "{\"after\":" + all.get(2).createdAt().toEpochMilli() + "}"))
        .startsWith("m003");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE})
  void afterLongAgo_startsAtTheFloor(long after) throws Exception {
    minutes(2);
    assertThat(load("{\"after\":" + after + "}")).containsExactly("m000", "m001");
    assertThat(world.messages.reads.getFirst().bucket()).isEqualTo(BUCKETS.of(CREATED));
  }

  @ParameterizedTest
  @ValueSource(longs = {4102444800000L, Long.MAX_VALUE})
  void afterBehindTheNewest_isEmptyAtOnce(long after) throws Exception {
    minutes(2);
    assertThat(ask(world.next(), "kenji", "{\"after\":" + after + "}"))
        .isEqualTo("{\"messages\":[],\"hasNext\":false}");
    assertThat(world.messages.reads).isEmpty();
  }

  @Test
  void lastMsgAt_isAHintOnly() throws Exception {
    world.rooms.times.put("room1", new RoomTimes(null, CREATED));
    world.add("newest", NOW.minusSeconds(1));
    assertThat(load("{}")).containsExactly("newest");
    world.rooms.times.put("room1", new RoomTimes(CREATED.plusSeconds(9), CREATED));
    assertThat(load("{}")).isEmpty();
  }

  @Test
  void windowsExhausted_giveAnEmptyPageWithAPromise() throws Exception {
    var small = new HistoryWorld(2);
    small.add("newest", NOW.minusSeconds(1));
    MessagePage page = read(ask(small.next(), "kenji", "{}"), MessagePage.class);
    assertThat(page.messages()).isEmpty();
    assertThat(page.hasNext()).isTrue();
    Instant third = Instant.ofEpochMilli(BUCKETS.of(CREATED)).plus(Duration.ofHours(144));
    assertThat(page.nextCursor()).isEqualTo(new Cursor(third.toEpochMilli(), Bytes.EMPTY).encode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not base64!",
        "AAABm3",
        "AAAA",
        "AAABm2dnlAAABwAQAAgfAg==",
        "AAAAAAAAAAEAAA==",
        "AAABm3baqAEAAA==",
        "__________rZpAAAAf8="
      })
  void malformedOrUnalignedCursor_isABadRequest(String cursor) throws Exception {
    assertThat(ask(world.next(), "kenji", "{\"cursor\":\"" + cursor + "\"}")).isEqualTo(BAD_CURSOR);
    assertThat(ask(world.next(), "kenji", "{\"cursor\":\"" + "A".repeat(685) + "\"}"))
        .isEqualTo(BAD_CURSOR);
  }

  @Test
  void lineBreaksInACursor_areIgnored() throws Exception {
    minutes(5);
    String cursor = page("kenji", "{\"limit\":2}").nextCursor();
    String broken = cursor.substring(0, 5) + "\\r\\n" + cursor.substring(5) + "\\n";
    assertThat(load("{\"limit\":2,\"cursor\":\"" + broken + "\"}")).containsExactly("m002", "m003");
  }

  @Test
  void cursorBeyondTheEnd_isAnEmptyLastPage_beforeTheStartTheFirstOne() throws Exception {
    minutes(3);
    long far = Duration.ofHours(72 * 40).toMillis();
    String beyond = new Cursor(BUCKETS.of(NOW) + far, Bytes.EMPTY).encode();
    String before = new Cursor(BUCKETS.of(CREATED) - far, Bytes.of(new byte[] {1})).encode();
    assertThat(ask(world.next(), "kenji", "{\"cursor\":\"" + beyond + "\"}"))
        .isEqualTo("{\"messages\":[],\"hasNext\":false}");
    assertThat(load("{\"cursor\":\"" + before + "\"}")).containsExactly("m000", "m001", "m002");
  }

  @Test
  void stateThatTheStoreRefuses_isAFailure() throws Exception {
    String cursor = new Cursor(BUCKETS.of(NOW), Bytes.of(new byte[] {1, 2, 3})).encode();
    assertThat(ask(world.next(), "kenji", "{\"cursor\":\"" + cursor + "\"}"))
        .isEqualTo("{\"error\":\"failed to load messages\",\"code\":\"internal\"}");
  }

  @Test
  void replyThatWouldBeTooLarge_holdsFewerMessagesAndACursor() throws Exception {
    for (int i = 0; i < 30; i++) {
      world.messages.add(
          Samples.plain(
              "room1", "b%02d".formatted(i), NOW.minusSeconds(100 - i), "x".repeat(2000)));
    }
    world.maxReply = 20_000;
    assertThat(pages("{\"limit\":%d,\"cursor\":\"%s\"}", 30)).hasSize(30).isSorted();
    world.maxReply = 1000;
    assertThat(ask(world.next(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"failed to load messages\",\"code\":\"internal\"}");
  }

  /**
   * Equal times, many windows, few of them a walk, readers with and without a time of their own.
   */
  @Test
  void paging_givesEachVisibleMessageOnceInOrder() {
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
                      .sorted(InMemoryMessageStore.BY_TIME)
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
      String cursor = "";
      do {
        String body = "{\"limit\":%d,\"cursor\":\"%s\"}".formatted(limit, cursor);
        MessagePage page = read(ask(world.next(), "kenji", body), MessagePage.class);
        found.addAll(ids(page.messages()));
        cursor = page.nextCursor();
      } while (!cursor.isEmpty());
      return found;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
