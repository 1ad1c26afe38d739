package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import chat.stores.RandomTurns.Work;
import chat.stores.ReplyCounts.Count;
import chat.stores.ReplyCounts.Counted;
import chat.stores.ReplyCounts.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Replies come, come again and are deleted at one time, in every order of every read and write, and
 * whoever does so may die at any of them: when everything was tried again, both counts are right.
 */
class ReplyCountingTest {
  private static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");
  private static final Counted ROOT = new Counted("room1", "root", NOW.minusSeconds(60));
  private static final VisibleReplies.Place THREAD =
      new VisibleReplies.Place("room1", "thread1", NOW.minusSeconds(60), NOW);
  private static final long SEED = Long.getLong("counts.seed", System.nanoTime());
  private static final int EXAMPLES = Integer.getInteger("counts.runs", 5_000);

  /** What those who count leave out. */
  private enum Fault {
    NONE,
    /** Nobody compares after the step. */
    NO_COMPARISON,
    /** Who adds compares only when the step failed or the reply came again; who deletes never. */
    COMPARES_IN_DOUBT,
    /** A deletion that is tried again compares nothing. */
    NO_COMPARISON_OF_THE_DELETED,
    /** A redelivered reply is stepped for, too, and nobody compares. */
    STEPS_AGAIN,
    /** The replies are counted before the counts are read, and nobody looks again. */
    ONE_LOOK
  }

  /** The tables, with a step before and after each call. */
  private static final class Tables implements ReplyCounts, VisibleReplies {
    private final Map<Table, Integer> counts = new EnumMap<>(Table.class);
    private final Set<Integer> saved = new HashSet<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final Set<Integer> shown = new HashSet<>();
    private RandomTurns turns = new RandomTurns(new Random(0), 0);

    @Override
    public Optional<Count> read(Table table, Counted message) {
      turns.step();
      Optional<Count> count = Optional.of(new Count(counts.get(table)));
      turns.step();
      return count;
    }

    @Override
    public Optional<Count> replace(Table table, Counted message, Integer current, int next) {
      turns.step();
      Integer now = counts.get(table);
      if (Objects.equals(now, current)) {
        counts.put(table, next);
      }
      turns.step();
      return Objects.equals(now, current) ? Optional.empty() : Optional.of(new Count(now));
    }

    @Override
    public int in(Place thread) {
      turns.step();
      int visible = shown.size();
      turns.step();
      return visible;
    }

    boolean isSaved(int reply) {
      turns.step();
      boolean known = saved.contains(reply);
      turns.step();
      return known;
    }

    /** One batch; what was deleted stays deleted. */
    void save(int reply) {
      turns.step();
      if (saved.add(reply)) {
        shown.add(reply);
      }
      turns.step();
    }

    boolean isFirstToDelete(int reply) {
      turns.step();
      boolean first = deleted.add(reply);
      turns.step();
      return first;
    }

    void hide(int reply) {
      turns.step();
      shown.remove(reply);
      turns.step();
    }
  }

  private static final class Run {
    private final Tables tables = new Tables();
    private final ReplyCounting counting;
    private final Fault fault;

    Run(Fault fault) {
      this.fault = fault;
      this.counting = new ReplyCounting(tables, tables, Clock.fixed(NOW, ZoneOffset.UTC), _ -> {});
    }

    /** As message-worker does. */
    private void reply(int reply) throws InterruptedException {
      ReplyCounting.Before before = counting.before(ROOT);
      boolean again = tables.isSaved(reply);
      tables.save(reply);
      if (fault == Fault.COMPARES_IN_DOUBT) {
        for (var entry : before.counts().entrySet()) {
          Integer current = entry.getValue().replies();
          int next = current == null ? 1 : current + 1;
          if (again || tables.replace(entry.getKey(), ROOT, current, next).isPresent()) {
            counting.settle(ROOT, THREAD);
          }
        }
        return;
      }
      if (!again || fault == Fault.STEPS_AGAIN) {
        counting.oneMore(before);
      }
      compare();
    }

    /** As history-service does when it is asked to. */
    private void delete(int reply) throws InterruptedException {
      if (!tables.isSaved(reply)) {
        return; // not found
      }
      if (tables.isFirstToDelete(reply)) {
        counting.oneLess(counting.before(ROOT));
        tables.hide(reply);
        compare();
      } else {
        tables.hide(reply);
        if (fault != Fault.NO_COMPARISON_OF_THE_DELETED) {
          compare();
        }
      }
    }

    private void compare() throws InterruptedException {
      switch (fault) {
        case NONE, NO_COMPARISON_OF_THE_DELETED -> counting.settle(ROOT, THREAD);
        case NO_COMPARISON, COMPARES_IN_DOUBT, STEPS_AGAIN -> {}
        case ONE_LOOK -> {
          int visible = tables.in(THREAD);
          for (var entry : counting.before(ROOT).counts().entrySet()) {
            tables.replace(entry.getKey(), ROOT, entry.getValue().replies(), visible);
          }
        }
      }
    }

    boolean isExact(Random random, int replies) {
      List<Work> works = new ArrayList<>();
      for (int i = 1; i <= replies; i++) {
        int reply = i;
        works.addAll(Collections.nCopies(1 + random.nextInt(2), () -> reply(reply)));
        works.addAll(Collections.nCopies(random.nextInt(3), () -> delete(reply)));
      }
      List<Work> left = go(works, new RandomTurns(random, 25));
      left = go(left, new RandomTurns(random, 25));
      go(left, new RandomTurns(random, 0));
      return countIs(Table.BY_ID) && countIs(Table.BY_ROOM);
    }

    private List<Work> go(List<Work> works, RandomTurns turns) {
      tables.turns = turns;
      return turns.run(works);
    }

    private boolean countIs(Table table) {
      return tables.counts.getOrDefault(table, 0) == tables.shown.size();
    }
  }

  private static void check(Fault fault, int examples) {
    qt().withFixedSeed(SEED)
        .withExamples(examples)
        .withShrinkCycles(0)
        .forAll(longs().all(), integers().between(1, 4))
        .check((seed, replies) -> new Run(fault).isExact(new Random(seed), replies));
  }

  @Test
  void whateverIsInterleavedAndWhoeverDies_bothCountsAreRightInTheEnd() {
    check(Fault.NONE, EXAMPLES);
    System.out.printf("reply counts: %d runs, seed %d%n", EXAMPLES, SEED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsLeftOut_isFound(Fault fault) {
    assertThatThrownBy(() -> check(fault, 50_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Property falsified");
  }

  /** In a step; nobody else is there to take turns with. */
  private static void alone(Tables tables, Work work) {
    var turns = new RandomTurns(new Random(1), 0);
    tables.turns = turns;
    turns.run(List.of(work));
  }

  @Test
  void countThatNeverWas_staysSoWithoutReplies() {
    var run = new Run(Fault.NONE);
    alone(
        run.tables,
        () -> {
          run.counting.oneLess(run.counting.before(ROOT));
          run.counting.settle(ROOT, THREAD);
        });
    assertThat(run.tables.counts).isEmpty();
  }

  @Test
  void whoIsUnderWay_isWaitedForOnceBeforeACountIsReplaced() {
    var tables = new Tables();
    tables.shown.add(1);
    List<Duration> pauses = new ArrayList<>();
    var counting =
        new ReplyCounting(
            tables,
            tables,
            Clock.fixed(NOW, ZoneOffset.UTC),
            length -> {
              pauses.add(length);
              tables.counts.put(Table.BY_ID, 1); // the other one's step
            });
    alone(tables, () -> counting.settle(ROOT, THREAD));
    assertThat(pauses).containsExactly(Duration.ofMillis(50));
    assertThat(tables.counts).containsOnly(Map.entry(Table.BY_ID, 1), Map.entry(Table.BY_ROOM, 1));
  }

  @Test
  void countThatNeverStandsStill_isAFailure() {
    var tables = new Tables();
    var counting =
        new ReplyCounting(
            tables,
            thread -> tables.counts.merge(Table.BY_ID, 1, Integer::sum) + 1,
            Clock.fixed(NOW, ZoneOffset.UTC),
            _ -> {});
    assertThatThrownBy(() -> alone(tables, () -> counting.settle(ROOT, THREAD)))
        .hasRootCauseMessage("cas of a reply count exceeded 16 retries");
  }

  @Test
  void longThread_isReadOnlyInDoubt() throws Exception {
    var tables = new Tables();
    tables.counts.put(Table.BY_ID, 101);
    tables.counts.put(Table.BY_ROOM, 101);
    var read = new AtomicInteger();
    ReplyCounting counting = reading(tables, read, 101);
    alone(tables, () -> counting.settle(ROOT, THREAD, false));
    assertThat(read).hasValue(0);
    alone(tables, () -> counting.settle(ROOT, THREAD, true));
    assertThat(read).hasValue(1);
  }

  @Test
  void threadOfAMessageThatNobodyStored_isNotRead() throws Exception {
    var counts = mock(ReplyCounts.class);
    when(counts.read(any(), any())).thenReturn(Optional.empty());
    var read = new AtomicInteger();
    reading(counts, read, 3).settle(ROOT, THREAD, true);
    assertThat(read).hasValue(0);
  }

  private static ReplyCounting reading(ReplyCounts counts, AtomicInteger read, int visible) {
    return new ReplyCounting(
        counts,
        thread -> {
          read.incrementAndGet();
          return visible;
        },
        Clock.fixed(NOW, ZoneOffset.UTC),
        _ -> {});
  }
}
