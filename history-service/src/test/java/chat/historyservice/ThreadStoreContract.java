package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.ThreadStore.Filter;
import chat.historyservice.ThreadStore.Parent;
import chat.historyservice.ThreadStore.Threads;
import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import chat.stores.Page;
import chat.stores.PageWindow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ThreadStore} does. */
abstract class ThreadStoreContract {
  static final Instant T = Instant.parse("2026-02-02T02:41:07.918Z");

  abstract ThreadStore store();

  abstract void insert(ThreadRoom thread);

  abstract void insert(ThreadSubscription subscription);

  static ThreadRoom thread(
      String id, String parentId, Instant parentAt, Instant lastMsgAt, String... replied) {
    return new ThreadRoom(
        id, parentId, parentAt, "room1", "tokyo", lastMsgAt, "last", List.of(replied), T, T);
  }

  static ThreadSubscription subscription(String threadId, String account, Instant lastSeenAt) {
    return new ThreadSubscription(
        threadId + account,
        "parent",
        "room1",
        threadId,
        "u-" + account,
        account,
        "tokyo",
        lastSeenAt,
        false,
        T,
        T);
  }

  /** By the last reply: p2, p0, p3, and p1 before p4, whose parent is younger. */
  private void fiveThreads() {
    insert(thread("t0", "p0", T, T.plusSeconds(300), "kenji"));
    insert(thread("t1", "p1", T.plusSeconds(1), T.plusSeconds(100), "marie"));
    insert(thread("t2", "p2", T.plusSeconds(2), T.plusSeconds(400), "kenji", "marie"));
    insert(thread("t3", "p3", T.plusSeconds(3), T.plusSeconds(200), "marie"));
    insert(thread("t4", "p4", T.plusSeconds(4), T.plusSeconds(100), "dora"));
    insert(
        new ThreadRoom(
            "t9", "p9", T, "room9", "tokyo", T.plusSeconds(999), "l", List.of("kenji"), T, T));
  }

  private Page<Parent> load(Filter filter, String account, Instant since, long offset, long limit) {
    return store()
        .parents(new Threads("room1", filter, account, since, PageWindow.of(offset, limit)));
  }

  private void expect(Page<Parent> page, long total, String... ids) {
    assertThat(page.items()).extracting(Parent::messageId).containsExactly(ids);
    assertThat(page.total()).isEqualTo(total);
  }

  @Test
  void threadOfAParent_isFoundInItsRoomAlone() {
    fiveThreads();
    assertThat(store().threadOf("room1", "p3")).contains("t3");
    assertThat(store().threadOf("room1", "p9")).isEmpty();
    assertThat(store().threadOf("room1", "gone")).isEmpty();
  }

  @Test
  void all_comeInOrderAndInPages() {
    fiveThreads();
    expect(load(Filter.ALL, "kenji", null, 0, 9), 5, "p2", "p0", "p3", "p1", "p4");
    expect(load(Filter.ALL, "kenji", null, 0, 2), 5, "p2", "p0");
    expect(load(Filter.ALL, "kenji", null, 2, 2), 5, "p3", "p1");
    expect(load(Filter.ALL, "kenji", null, 4, 2), 5, "p4");
    expect(load(Filter.ALL, "kenji", null, 99, 2), 5);
  }

  @Test
  void nothing_isAnEmptyPage() {
    for (Filter filter : Filter.values()) {
      expect(load(filter, "kenji", null, 0, 20), 0);
    }
  }

  @Test
  void following_meansHavingReplied() {
    fiveThreads();
    expect(load(Filter.FOLLOWING, "kenji", null, 0, 20), 2, "p2", "p0");
    expect(load(Filter.FOLLOWING, "marie", null, 0, 2), 3, "p2", "p3");
    expect(load(Filter.FOLLOWING, "nobody", null, 0, 20), 0);
  }

  @Test
  void unread_meansSubscribedWithALaterReply() {
    fiveThreads();
    insert(subscription("t0", "marie", null)); // never seen
    insert(subscription("t2", "marie", T.plusSeconds(399))); // seen before the last reply
    insert(subscription("t3", "marie", T.plusSeconds(200))); // seen at the last reply
    insert(subscription("t1", "dora", null));
    expect(load(Filter.UNREAD, "marie", null, 0, 20), 2, "p2", "p0");
    expect(load(Filter.UNREAD, "marie", null, 1, 1), 2, "p0");
    expect(load(Filter.UNREAD, "dora", null, 0, 20), 1, "p1");
    expect(load(Filter.UNREAD, "kenji", null, 0, 20), 0);
  }

  @Test
  void readersTime_isIncluded() {
    fiveThreads();
    insert(subscription("t0", "kenji", null));
    insert(subscription("t2", "kenji", null));
    expect(load(Filter.ALL, "kenji", T.plusSeconds(2), 0, 20), 3, "p2", "p3", "p4");
    expect(load(Filter.FOLLOWING, "kenji", T.plusSeconds(2), 0, 20), 1, "p2");
    expect(load(Filter.UNREAD, "kenji", T.plusMillis(1), 0, 20), 1, "p2");
  }

  @Test
  void unknownTimeOfAParent_countsUnlessTheReaderHasATime() {
    insert(thread("t0", "p0", Timestamps.ZERO, T));
    expect(load(Filter.ALL, "kenji", null, 0, 20), 1, "p0");
    expect(load(Filter.ALL, "kenji", T.minusSeconds(9999), 0, 20), 0);
  }

  @Test
  void threadsThatAgreeInBothTimes_areOrderedById() { // ODDITY-24
    for (String id : List.of("c", "a", "b")) {
      insert(thread("t" + id, "p" + id, T, T));
    }
    expect(load(Filter.ALL, "kenji", null, 0, 20), 3, "pa", "pb", "pc");
    expect(load(Filter.ALL, "kenji", null, 1, 1), 3, "pb");
  }
}
