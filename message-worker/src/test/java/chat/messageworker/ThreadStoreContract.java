package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ThreadStore} does. */
abstract class ThreadStoreContract {
  private static final Instant AT = Timestamps.toMillis(Samples.AT);

  private final String run = UUID.randomUUID().toString();
  private final String parent = "parent" + run;

  abstract ThreadStore store();

  abstract ThreadRoom thread(String parentId);

  abstract List<ThreadSubscription> subscriptions(String threadId);

  private ThreadRoom reply(String id, String account, Instant at) {
    return reply(id, account, at, Samples.PARENT_AT);
  }

  private ThreadRoom reply(String id, String account, Instant at, Instant parentAt) {
    return new ThreadRoom(
        "t" + id + run, parent, parentAt, "room1", "tokyo", at, id, List.of(account), at, at);
  }

  private ThreadSubscription follower(String id, String account, boolean mentioned, Instant at) {
    return new ThreadSubscription(
        id + run,
        parent,
        "room1",
        "t" + run,
        "u-" + account,
        account,
        "tokyo",
        null,
        mentioned,
        at,
        at);
  }

  @Test
  void firstReply_opensTheThread() {
    ThreadRoom first = reply("r1", "kenji", AT);
    assertThat(store().join(first)).isEqualTo(first);
    assertThat(thread(parent)).isEqualTo(first);
  }

  @Test
  void laterReply_movesTheEnd_andKeepsTheRest() {
    store().join(reply("r1", "kenji", AT));
    ThreadRoom joined = store().join(reply("r2", "marie", AT.plusSeconds(1)));
    assertThat(joined)
        .isEqualTo(
            new ThreadRoom(
                "tr1" + run,
                parent,
                Samples.PARENT_AT,
                "room1",
                "tokyo",
                AT.plusSeconds(1),
                "r2",
                List.of("kenji", "marie"),
                AT,
                AT.plusSeconds(1)));
    assertThat(thread(parent)).isEqualTo(joined);
  }

  @Test
  void lateReply_movesTheBeginning_notTheEnd() {
    store().join(reply("r2", "kenji", AT));
    ThreadRoom joined = store().join(reply("r1", "marie", AT.minusSeconds(1)));
    assertThat(joined.lastMsgId()).isEqualTo("r2");
    assertThat(joined.lastMsgAt()).isEqualTo(AT);
    assertThat(joined.updatedAt()).isEqualTo(AT);
    assertThat(joined.createdAt()).isEqualTo(AT.minusSeconds(1));
    assertThat(joined.replyAccounts()).containsExactly("kenji", "marie");
  }

  @Test
  void ofTwoRepliesAtOneTime_theGreaterIdIsLast() {
    store().join(reply("r5", "kenji", AT));
    assertThat(store().join(reply("r4", "kenji", AT)).lastMsgId()).isEqualTo("r5");
    assertThat(store().join(reply("r6", "kenji", AT)).lastMsgId()).isEqualTo("r6");
  }

  @Test
  void replyThatJoinsAgain_changesNothing() {
    store().join(reply("r1", "kenji", AT));
    ThreadRoom before = thread(parent);
    assertThat(store().join(reply("r1", "kenji", AT))).isEqualTo(before);
    assertThat(thread(parent)).isEqualTo(before);
  }

  @Test
  void timeOfTheParent_isCorrected_neverForgotten() {
    store().join(reply("r1", "kenji", AT, Timestamps.ZERO));
    assertThat(thread(parent).threadParentCreatedAt()).isEqualTo(Timestamps.ZERO);
    store().join(reply("r2", "kenji", AT.plusSeconds(1)));
    assertThat(thread(parent).threadParentCreatedAt()).isEqualTo(Samples.PARENT_AT);
    store().join(reply("r3", "kenji", AT.plusSeconds(2), Timestamps.ZERO));
    assertThat(thread(parent).threadParentCreatedAt()).isEqualTo(Samples.PARENT_AT);
  }

  @Test
  void parallelFirstReplies_openOneThread() throws Exception {
    List<Future<ThreadRoom>> joined = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        ThreadRoom reply = reply("r" + i, "account" + i, AT.plusSeconds(i));
        Callable<ThreadRoom> join = () -> storeForMany().join(reply);
        joined.add(threads.submit(join));
      }
    }
    for (Future<ThreadRoom> one : joined) {
      assertThat(one.get().id()).isEqualTo(thread(parent).id());
    }
    assertThat(thread(parent).replyAccounts()).hasSize(8);
    assertThat(thread(parent).lastMsgId()).isEqualTo("r7");
    assertThat(thread(parent).createdAt()).isEqualTo(AT);
  }

  /** For use by many threads. */
  ThreadStore storeForMany() {
    return store();
  }

  @Test
  void follower_isStoredWhole_once() {
    ThreadSubscription first = follower("s1", "kenji", false, AT);
    store().follow(first);
    store().follow(follower("s2", "kenji", false, AT.plusSeconds(1)));
    assertThat(subscriptions("t" + run)).containsExactly(first);
  }

  @Test
  void mention_marksAFollower_andKeepsTheRest() {
    store().follow(follower("s1", "kenji", false, AT));
    store().follow(follower("s2", "kenji", true, AT.plusSeconds(1)));
    ThreadSubscription marked = subscriptions("t" + run).getFirst();
    assertThat(marked)
        .isEqualTo(
            new ThreadSubscription(
                "s1" + run,
                parent,
                "room1",
                "t" + run,
                "u-kenji",
                "kenji",
                "tokyo",
                null,
                true,
                AT,
                AT.plusSeconds(1)));
    store().follow(follower("s3", "kenji", false, AT.plusSeconds(2)));
    store().follow(follower("s4", "kenji", true, AT));
    assertThat(subscriptions("t" + run)).containsExactly(marked);
  }

  @Test
  void mentionOfSomebodyNew_makesAFollower() {
    ThreadSubscription first = follower("s1", "kenji", true, AT);
    store().follow(first);
    assertThat(subscriptions("t" + run)).containsExactly(first);
  }

  @Test
  void parallelFollowing_makesOneFollower() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        ThreadSubscription same = follower("s" + i, "kenji", i % 2 == 0, AT);
        all.add(threads.submit(() -> storeForMany().follow(same)));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(subscriptions("t" + run)).hasSize(1);
    assertThat(subscriptions("t" + run).getFirst().hasMention()).isTrue();
  }
}
