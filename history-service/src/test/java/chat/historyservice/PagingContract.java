package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import chat.historyservice.BrokenMessageStore.Fault;
import chat.historyservice.PagedRoom.Told;
import chat.model.StoredMessage;
import chat.stores.ReplyCounting;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Reading all pages gives every visible message once and in order, whatever the sizes of the pages
 * and whichever instance answers the next one (09 §6–§11). {@code -Dpaging.rooms=2000} tries more,
 * {@code -Dpaging.seed=n} the same rooms again.
 */
abstract class PagingContract {
  private static final long SEED = Long.getLong("paging.seed", System.nanoTime());
  private static final int MOST_TO_FIND_A_FAULT = 300;

  private final AtomicInteger rooms = new AtomicInteger();

  /** What an instance works with. */
  record Tables(MessageStore messages, MessageChanges changes, ReplyCounting counts) {}

  /** Those of any one of several instances. */
  abstract Tables any(Random random);

  /** How many rooms are enough where nothing else is asked for. */
  abstract int enough();

  /** As said in its room. */
  abstract void insert(StoredMessage message);

  /** As said in its thread. */
  abstract void insertReply(StoredMessage message);

  @Test
  void allPagesTogether_haveEachVisibleMessageOnceInOrder() {
    long begun = System.nanoTime();
    var figures = new PagingRun.Figures();

    everyRoom(Integer.getInteger("paging.rooms", enough()), Fault.NONE, figures);

    System.out.printf(
        "paging, %s: %s, %.1f s, seed %d%n",
        getClass().getSimpleName(), figures, (System.nanoTime() - begun) / 1e9, SEED);
    assertThat(figures.changes()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void faultOfTheStore_isFound(Fault fault) {
    assertThatThrownBy(() -> everyRoom(MOST_TO_FIND_A_FAULT, fault, new PagingRun.Figures()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Property falsified");
  }

  private void everyRoom(int examples, Fault fault, PagingRun.Figures figures) {
    qt().withFixedSeed(SEED)
        .withExamples(examples)
        .withShrinkCycles(0)
        .forAll(longs().all())
        .checkAssert(seed -> read(new Random(seed), fault, figures));
  }

  private void read(Random random, Fault fault, PagingRun.Figures figures) {
    var room = new PagedRoom(random, "paged%d-%d".formatted(SEED, rooms.incrementAndGet()));
    assertThat(room.createdAt).isBefore(NOW);
    for (Told told : room.all()) {
      if (told.inRoom()) {
        insert(told.message());
      }
      if (told.inThread()) {
        insertReply(told.message());
      }
    }
    var run =
        new PagingRun(
            room,
            random,
            () -> {
              Tables tables = any(random);
              return new Tables(
                  new BrokenMessageStore(tables.messages(), fault),
                  tables.changes(),
                  tables.counts());
            },
            figures);
    try {
      run.readEverything();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
