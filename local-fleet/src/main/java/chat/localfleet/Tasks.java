package chat.localfleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a few slow things side by side. */
final class Tasks {
  /** Something that may fail and answers nothing. */
  interface Action {
    void run() throws Exception;
  }

  private Tasks() {}

  /**
   * Returns when all are done.
   *
   * @throws FleetException with the first failure, after all have ended
   */
  static void allOf(List<Action> actions) throws InterruptedException {
    List<Future<Boolean>> results;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      results = executor.invokeAll(actions.stream().map(Tasks::callable).toList());
    }
    for (Future<Boolean> result : results) {
      try {
        result.get();
      } catch (ExecutionException e) {
        throw new FleetException(FleetException.reason(e), e);
      }
    }
  }

  private static Callable<Boolean> callable(Action action) {
    return () -> {
      action.run();
      return true;
    };
  }

  /** For what cannot fail. */
  static void allOfQuietly(Runnable... tasks) {
    List<Thread> threads = new ArrayList<>();
    for (Runnable task : tasks) {
      threads.add(Thread.ofVirtual().start(task));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
