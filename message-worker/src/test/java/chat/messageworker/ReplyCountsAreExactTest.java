package chat.messageworker;

import static chat.messageworker.Samples.AT;
import static chat.messageworker.Samples.reply;
import static chat.stores.ReplyCounts.Table.BY_ID;
import static chat.stores.ReplyCounts.Table.BY_ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import chat.messageworker.Numbered.Crash;
import chat.model.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Both counts of a parent equal the number of replies that its thread shows (06 §17). */
class ReplyCountsAreExactTest {
  private static Message nth(int reply) {
    return reply("r" + reply, "x", AT.plusSeconds(reply));
  }

  private static void shows(ThreadWorld world, Integer replies) {
    assertThat(world.count(BY_ID)).isEqualTo(replies);
    assertThat(world.count(BY_ROOM)).isEqualTo(replies);
  }

  @Test
  void replies_areCountedInBothTables() throws Exception {
    ThreadWorld world = new ThreadWorld().withParent();
    world.deliver(nth(1));
    shows(world, 1);
    world.deliver(nth(2));
    shows(world, 2);
  }

  @Test
  void countsThatOthersLeftWrong_arePutRight() throws Exception {
    ThreadWorld world = new ThreadWorld().withParent();
    world.deliver(nth(1));
    world.replies.setCount(BY_ID, "root", 4);
    world.replies.setCount(BY_ROOM, "root", 0);
    world.deliver(nth(2));
    shows(world, 2);
  }

  @Test
  void redeliveredReply_isNotCountedTwice() throws Exception {
    ThreadWorld world = new ThreadWorld().withParent();
    world.deliver(nth(1));
    world.deliver(nth(1), 2);
    shows(world, 1);
  }

  @Test
  void replyThatWasDeletedMeanwhile_isNotCountedAgain() throws Exception {
    ThreadWorld world = new ThreadWorld().withParent();
    world.deliver(nth(1));
    world.deliver(nth(2));
    delete(world, "r1");
    shows(world, 1);
    world.deliver(nth(1), 2);
    shows(world, 1);
  }

  @Test
  void crashAtAnyCall_isMadeGoodByTheNextDelivery() throws Exception {
    int last = callsOfOneReply();
    for (int at = 1; at <= last; at++) {
      for (boolean after : new boolean[] {false, true}) {
        int crash = at;
        var world =
            new ThreadWorld(
                    (call, done) -> {
                      if (call == crash && done == after) {
                        throw new Crash(call, done);
                      }
                    })
                .withParent();
        assertThatThrownBy(() -> world.deliver(nth(1))).isInstanceOf(Crash.class);
        world.deliver(nth(1), 2);
        assertThat(world.count(BY_ID)).as("by id, crash at %s", at).isEqualTo(1);
        assertThat(world.count(BY_ROOM)).as("by room, crash at %s", at).isEqualTo(1);
      }
    }
  }

  private static int callsOfOneReply() throws Exception {
    ThreadWorld world = new ThreadWorld().withParent();
    world.deliver(nth(1));
    return world.numbered.calls();
  }

  @Test
  void anotherReplyAtAnyCall_isCountedToo() throws Exception {
    int last = callsOfOneReply();
    for (int at = 1; at <= last; at++) {
      int meeting = at;
      var other = new AtomicReference<Runnable>();
      var world =
          new ThreadWorld(
                  (call, done) -> {
                    if (call == meeting && !done) {
                      other.get().run();
                    }
                  })
              .withParent();
      other.set(() -> deliverOrCrash(world, nth(2), 1));
      world.deliver(nth(1));
      shows(world, 2);
    }
  }

  @Test
  void sameReplyTwiceAtOneTime_isCountedOnce() throws Exception {
    int last = callsOfOneReply();
    for (int at = 1; at <= last; at++) {
      int meeting = at;
      var other = new AtomicReference<Runnable>();
      var world =
          new ThreadWorld(
                  (call, done) -> {
                    if (call == meeting && !done) {
                      other.get().run();
                    }
                  })
              .withParent();
      other.set(() -> deliverOrCrash(world, nth(1), 1));
      world.deliver(nth(1));
      shows(world, 1);
    }
  }

  @Test
  void randomRepliesRedeliveriesCrashesAndDeletions_leaveExactCounts() {
    qt().withExamples(3_000)
        .forAll(longs().all(), integers().between(1, 6))
        .check((seed, replies) -> new Run(new Random(seed), replies).isExact());
  }

  /** As history-service does, whose calls are numbered like all others. */
  private static void delete(ThreadWorld world, String reply) throws InterruptedException {
    var root = world.replies.parent("root").orElseThrow().counted();
    if (world.deletions.add(reply)) {
      world.counting.oneLess(world.counting.before(root));
    }
    world.replies.delete(reply);
    world.counting.settle(root, world.place());
  }

  private static boolean deliverOrCrash(ThreadWorld world, Message reply, int attempt) {
    try {
      world.deliver(reply, attempt);
      return true;
    } catch (Crash e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Random deliveries of some replies, some more than once. At each call of a store the process may
   * end, or another process may work on another delivery meanwhile, or somebody may delete a reply
   * that is counted. Afterwards what has not succeeded is delivered again.
   */
  private static final class Run {
    private final Random random;
    private final ThreadWorld world;
    private final List<Integer> waiting = new ArrayList<>();
    private final List<Integer> crashed = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private int depth;
    private boolean calm;

    Run(Random random, int replies) {
      this.random = random;
      this.world = new ThreadWorld(this::happen).withParent();
      for (int reply = 1; reply <= replies; reply++) {
        waiting.addAll(Collections.nCopies(1 + random.nextInt(3), reply));
      }
      Collections.shuffle(waiting, random);
    }

    boolean isExact() {
      while (!waiting.isEmpty()) {
        deliverNext();
      }
      calm = true;
      for (int reply : List.copyOf(crashed)) {
        deliverOrCrash(world, nth(reply), 2);
      }
      for (String reply : List.copyOf(world.deletions)) {
        deleteOrCrash(reply);
      }
      int visible = world.replies.in(world.place());
      return Integer.valueOf(visible).equals(world.count(BY_ID))
          && Integer.valueOf(visible).equals(world.count(BY_ROOM));
    }

    private void deliverNext() {
      int reply = waiting.removeLast();
      depth++;
      (deliverOrCrash(world, nth(reply), 1) ? done : crashed).add(reply);
      depth--;
    }

    private void happen(int call, boolean after) {
      if (calm) {
        return;
      }
      switch (random.nextInt(24)) {
        case 0 -> throw new Crash(call, after);
        case 1, 2 -> {
          if (depth < 4 && !waiting.isEmpty()) {
            deliverNext();
          }
        }
        case 3 -> {
          if (depth < 4 && !done.isEmpty() && random.nextInt(3) == 0) {
            deleteOrCrash("r" + done.get(random.nextInt(done.size())));
          }
        }
        default -> {}
      }
    }

    private void deleteOrCrash(String reply) {
      depth++;
      try {
        delete(world, reply);
      } catch (Crash e) {
        // whoever asked for it asks again
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      depth--;
    }
  }
}
