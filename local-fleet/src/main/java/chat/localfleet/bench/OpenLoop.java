package chat.localfleet.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Does something at a fixed rate, whatever becomes of it: the k-th time is due at start + k / rate,
 * and what comes late is measured from when it was due.
 */
final class OpenLoop {
  private final long start;
  private final double step;
  private final int total;

  /** Begins half a second from now. */
  OpenLoop(double rate, int total) {
    this.start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    this.step = 1e9 / rate;
    this.total = total;
  }

  /** When the k-th is due, on the clock of {@link System#nanoTime}. */
  long due(int k) {
    return start + Math.round(k * step);
  }

  /** Each on a thread of its own; returns when all have ended or the drain time is over. */
  void run(IntConsumer action, int drainSeconds) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int k = 0; k < total; k++) {
      int number = k;
      for (long left = due(k) - System.nanoTime(); left > 0; left = due(k) - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.interrupted()) {
          threads.shutdownNow();
          throw new InterruptedException();
        }
      }
      threads.execute(() -> action.accept(number));
    }
    threads.shutdown();
    if (!threads.awaitTermination(drainSeconds, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
