package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of 09 §17: a window of a day, one message a day at noon, m0 the newest. */
class BucketWalkTest {
  private static final MessageBuckets DAYS = MessageBuckets.ofHours(24);
  private static final Instant NOON = Instant.parse("2026-02-10T12:00:00Z");

  private final InMemoryMessageStore store = new InMemoryMessageStore(DAYS);

  private static long day(int number) {
    return DAYS.of(NOON) + number * Duration.ofDays(1).toMillis();
  }

  private void fiveDays() {
    for (int i = 0; i < 5; i++) {
      store.add(Samples.plain("room", "m" + i, NOON.minus(Duration.ofDays(i))));
    }
  }

  private static Route back(String room, int endDay, int size) {
    return Route.newestFirst(Listing.ofRoom(room), day(0), day(endDay))
        .before(Position.at(NOON.plusSeconds(1)))
        .ofSize(size);
  }

  private Page walk(int maxBuckets, Route route) throws InterruptedException {
    return walk(store, maxBuckets, route);
  }

  private static Page walk(MessageStore messages, int maxBuckets, Route route)
      throws InterruptedException {
    var limits = new WalkLimits(maxBuckets, Duration.ofSeconds(1), () -> 0);
    return new BucketWalk(new ReadAhead(messages, Runnable::run), DAYS, limits).walk(route);
  }

  private static List<String> ids(Page page) {
    return page.messages().stream().map(StoredMessage::messageId).toList();
  }

  @Test
  void threeOfFive_thenTheRest() throws Exception {
    fiveDays();
    Route route = back("room", -10, 3);
    Page first = walk(365, route);
    assertThat(ids(first)).containsExactly("m0", "m1", "m2");
    assertThat(first.next().bucket()).isEqualTo(day(-2));
    assertThat(first.next().state().isEmpty()).isFalse();
    Page rest = walk(365, route.resumedAt(first.next()));
    assertThat(ids(rest)).containsExactly("m3", "m4");
    assertThat(rest.next()).isNull();
  }

  @Test
  void floorTwoWindowsBack_ends() throws Exception {
    fiveDays();
    Page page = walk(365, back("room", -2, 10));
    assertThat(ids(page)).containsExactly("m0", "m1", "m2");
    assertThat(page.next()).isNull();
  }

  @Test
  void emptyWindows_areGivenUpWithAPromise() throws Exception {
    Page page = walk(2, back("empty", -10, 50));
    assertThat(page.messages()).isEmpty();
    assertThat(page.next()).isEqualTo(new Cursor(day(-2), Bytes.EMPTY));
    assertThat(store.reads).hasSize(2);
  }

  @Test
  void emptyWindows_areReadMoreAndMoreAtOneTime_andMessagesOneByOneAgain() throws Exception {
    for (int i : new int[] {0, 10, 11, 12}) {
      store.add(Samples.plain("room", "m" + i, NOON.minus(Duration.ofDays(i))));
    }
    List<Integer> together = new ArrayList<>();
    var ahead =
        new ReadAhead(store, Runnable::run) {
          @Override
          List<Slice> untilFound(List<BucketRead> reads) throws InterruptedException {
            together.add(reads.size());
            return super.untilFound(reads);
          }
        };
    var limits = new WalkLimits(99, Duration.ofSeconds(1), () -> 0);
    Page page = new BucketWalk(ahead, DAYS, limits).walk(back("room", -60, 9));
    assertThat(ids(page)).containsExactly("m0", "m10", "m11", "m12");
    assertThat(page.next()).isNull();
    assertThat(together).startsWith(1, 1, 2, 4, 8, 1, 1, 1, 1, 2, 4, 8, 16);
    assertThat(together).allMatch(size -> size <= 16);
  }

  @Test
  void failureOfAWindowThatIsReadAhead_isPassedOnUnlessMessagesComeBefore() throws Exception {
    MessageStore failing =
        (MessageStore)
            java.lang.reflect.Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                  BucketRead read = (BucketRead) arguments[0];
                  if (read.bucket() == day(-2)) {
                    throw new IllegalStateException("down");
                  }
                  return store.read(read);
                });
    assertThatThrownBy(() -> walk(failing, 9, back("room", -9, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("down");
    store.add(Samples.plain("room", "m1", NOON.minus(Duration.ofDays(1))));
    assertThat(ids(walk(failing, 9, back("room", -9, 1)))).containsExactly("m1");
  }

  @Test
  void lastWindowExhausted_isTheEndEvenAtTheLimit() throws Exception {
    Page page = walk(3, back("empty", -2, 50));
    assertThat(page).isEqualTo(new Page(List.of(), null));
  }

  @Test
  void startBehindTheEnd_readsNothing() throws Exception {
    assertThat(walk(9, back("room", 1, 3))).isEqualTo(new Page(List.of(), null));
    assertThat(store.reads).isEmpty();
  }

  @Test
  void bounds_areTestedInTheirOwnWindowAlone() throws Exception {
    Instant from = NOON.minus(Duration.ofDays(2));
    walk(
        9,
        Route.newestFirst(Listing.ofRoom("room"), day(0), day(-2))
            .from(Position.at(from))
            .before(Position.at(NOON))
            .ofSize(5));
    List<BucketRead> newestFirst =
        store.reads.stream().sorted(Comparator.comparing(BucketRead::bucket).reversed()).toList();
    assertThat(newestFirst)
        .extracting(BucketRead::before)
        .containsExactly(Position.at(NOON), null, null);
    assertThat(newestFirst)
        .extracting(BucketRead::from)
        .containsExactly(null, null, Position.at(from));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 100})
  void sevenInOneWindow_comeInPagesWithoutGaps(int size) throws Exception {
    for (int i = 0; i < 7; i++) {
      store.add(Samples.plain("seven", "s" + i, NOON.plusSeconds(i)));
    }
    Route route = Route.oldestFirst(Listing.ofRoom("seven"), day(-1), day(1)).ofSize(size);
    List<String> found = new ArrayList<>();
    Page page = walk(9, route);
    found.addAll(ids(page));
    while (page.next() != null) {
      page = walk(9, route.resumedAt(page.next()));
      found.addAll(ids(page));
    }
    assertThat(found).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
  }

  @Test
  void eachRead_asksForWhatIsStillNeeded() throws Exception {
    fiveDays();
    walk(365, back("room", -10, 3));
    assertThat(store.reads).extracting(BucketRead::size).containsExactly(3, 2, 1);
  }

  @Test
  void shortPageWithMoreToCome_staysInTheWindow() throws Exception {
    List<BucketRead> reads = new ArrayList<>();
    MessageStore slow =
        new MessageStore() {
          @Override
          public java.util.Optional<StoredMessage> find(String messageId) {
            throw new AssertionError();
          }

          @Override
          public List<StoredMessage> findAll(java.util.Collection<String> messageIds) {
            throw new AssertionError();
          }

          @Override
          public Slice read(BucketRead read) {
            reads.add(read);
            return new Slice(
                List.of(Samples.plain("room", "x" + reads.size(), NOON)),
                Bytes.of(new byte[] {(byte) reads.size()}));
          }
        };
    Page page = walk(slow, 1, back("room", -1, 3));
    assertThat(ids(page)).containsExactly("x1", "x2", "x3");
    assertThat(reads).extracting(BucketRead::bucket).containsOnly(day(0));
    assertThat(page.next()).isEqualTo(new Cursor(day(0), Bytes.of(new byte[] {3})));
  }

  @Test
  void oneMore_isOnlyTakenFromTheWindowOfTheLast() throws Exception {
    fiveDays();
    store.add(Samples.plain("room", "m1b", NOON.minus(Duration.ofDays(1)).minusMillis(1)));
    Route route = back("room", -10, 1).withOneMore();
    assertThat(ids(walk(365, route))).containsExactly("m0");
    assertThat(store.reads).hasSize(1);
    assertThat(ids(walk(365, route.ofSize(2)))).containsExactly("m0", "m1", "m1b");
  }

  @Test
  void timeThatIsOver_endsTheWalkWithACursor() throws Exception {
    fiveDays();
    var seconds = new java.util.concurrent.atomic.AtomicLong();
    var limits =
        new WalkLimits(
            365,
            Duration.ofSeconds(2),
            () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
    Page page =
        new BucketWalk(new ReadAhead(store, Runnable::run), DAYS, limits)
            .walk(back("room", -10, 9));
    assertThat(ids(page)).containsExactly("m0", "m1", "m2");
    assertThat(page.next()).isEqualTo(new Cursor(day(-3), Bytes.EMPTY));
  }

  @Test
  void failureOfTheStore_isPassedOn() {
    store.failure = new IllegalStateException("down");
    assertThatThrownBy(() -> walk(9, back("room", -1, 3))).isSameAs(store.failure);
  }
}
