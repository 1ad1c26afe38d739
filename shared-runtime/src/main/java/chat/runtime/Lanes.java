package chat.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of one key one after the other, in the order they came; different keys side by side.
 */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final ServiceThreads threads;
  private final String role;
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  Lanes(ServiceThreads threads, String role) {
    this.threads = threads;
    this.role = role;
  }

  /**
   * @param key null = a lane of its own
   */
  void run(@Nullable String key, Runnable task) {
    if (key == null) {
      threads.start(role, task);
      return;
    }
    synchronized (waiting) {
      Queue<Runnable> lane = waiting.get(key);
      if (lane != null) {
        lane.add(task);
        return;
      }
      waiting.put(key, new ArrayDeque<>());
    }
    threads.start(role, () -> runLane(key, task));
  }

  private void runLane(String key, Runnable first) {
    Runnable task = first;
    while (task != null) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.atError().setCause(e).log("a task of a lane failed"); // the lane must go on
      }
      task = next(key);
    }
  }

  private @Nullable Runnable next(String key) {
    synchronized (waiting) {
      Queue<Runnable> lane = waiting.get(key);
      Runnable task = lane == null ? null : lane.poll();
      if (task == null) {
        waiting.remove(key);
      }
      return task;
    }
  }
}
