package chat.localfleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Runs a few slow things side by side. */
final class Tasks {
  /** Something that may fail and answers nothing. */
  interface Action {
    void run() throws Exception;
  }

  /**
   * Virtual threads that load classes, or wait for each other's class initialization, keep their
   * carriers: a dozen services that start side by side on two cores would leave none to go on.
   */
  private static final ThreadFactory PLATFORM =
      Thread.ofPlatform().daemon().name("task-", 0).factory();

  private Tasks() {}

  /**
   * Returns when all are done.
   *
   * @throws FleetException with the first failure, after all have ended
   */
  static void allOf(List<Action> actions) throws InterruptedException {
    List<Future<Boolean>> results;
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(PLATFORM)) {
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
