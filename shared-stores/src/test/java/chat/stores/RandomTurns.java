package chat.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Lets several pieces of work go on by turns, one step at a time, in an order that the seed alone
 * decides. At any step a piece may end as a process that dies does.
 */
final class RandomTurns {
  /** The process of this piece of work is gone. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Died() {
      super("died", null, false, false);
    }
  }

  /** Something that takes steps. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private final class Piece {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final Work work;
    private boolean ended;
    private Throwable failure;

    Piece(Work work) {
      this.work = work;
    }

    void run() {
      go.acquireUninterruptibly();
      try {
        work.run();
      } catch (Throwable e) {
        failure = e;
      } finally {
        ended = true;
        stopped.release();
      }
    }
  }

  private final Random random;
  private final int oneDeathIn;
  private Piece current;

  /**
   * @param oneDeathIn steps per death; 0 = nobody dies
   */
  RandomTurns(Random random, int oneDeathIn) {
    this.random = random;
    this.oneDeathIn = oneDeathIn;
  }

  /** What died is handed back, to be tried again. */
  List<Work> run(List<Work> works) {
    List<Piece> alive = new ArrayList<>(works.stream().map(Piece::new).toList());
    alive.forEach(piece -> Thread.startVirtualThread(piece::run));
    List<Work> dead = new ArrayList<>();
    while (!alive.isEmpty()) {
      current = alive.get(random.nextInt(alive.size()));
      current.go.release();
      current.stopped.acquireUninterruptibly();
      if (current.ended) {
        alive.remove(current);
        if (current.failure instanceof Died) {
          dead.add(current.work);
        } else if (current.failure != null) {
          throw new AssertionError(current.failure);
        }
      }
    }
    return dead;
  }

  /** Called by the work around each call of a store. */
  void step() {
    Piece mine = current;
    mine.stopped.release();
    mine.go.acquireUninterruptibly();
    if (oneDeathIn > 0 && random.nextInt(oneDeathIn) == 0) {
      throw new Died();
    }
  }
}
