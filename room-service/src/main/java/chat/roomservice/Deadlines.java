package chat.roomservice;

import chat.runtime.ServiceThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Bounds blocking store reads: what is not done at the deadline is interrupted and answered for.
 */
final class Deadlines {
  private final ServiceThreads threads;
  private final Duration limit;

  Deadlines(ServiceThreads threads, Duration limit) {
    this.threads = threads;
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }

  /**
   * @throws RuntimeException what {@code work} threw
   */
  <T> T within(Callable<T> work, Supplier<T> late) throws InterruptedException {
    var task = new FutureTask<>(work);
    threads.start("deadline", task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return late.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
