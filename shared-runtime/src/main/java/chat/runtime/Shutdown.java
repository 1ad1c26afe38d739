package chat.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a stop, registered while starting and run last first under one deadline (01b §18.2).
 * A step that fails is logged and the next one runs; a step that hangs ends the wait at the
 * deadline.
 */
public final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  /** One step; gets what is left of the deadline. */
  @FunctionalInterface
  public interface Step {
    void run(Duration left) throws Exception;
  }

  private record Named(String name, Step step) {}

  private final Deque<Named> steps = new ArrayDeque<>();
  private final ServiceThreads threads;

  public Shutdown(ServiceThreads threads) {
    this.threads = threads;
  }

  public synchronized void register(String name, Step step) {
    steps.push(new Named(name, step));
  }

  /** Runs every step once; a second call finds nothing to do. True when all ended in time. */
  public synchronized boolean run(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!steps.isEmpty()) {
      Named next = steps.pop();
      long left = end - System.nanoTime();
      if (left <= 0 || !runStep(next, Duration.ofNanos(left))) {
        LOG.atWarn().addKeyValue("step", next.name).log("shutdown timed out, forcing exit");
        steps.clear();
        return false;
      }
    }
    LOG.info("shutdown complete");
    return true;
  }

  private boolean runStep(Named named, Duration left) {
    Callable<Boolean> step =
        () -> {
          named.step.run(left);
          return true;
        };
    var task = new FutureTask<>(step);
    threads.start("stop", task);
    try {
      task.get(left.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      LOG.atError().setCause(e.getCause()).addKeyValue("step", named.name).log("shutdown error");
      return true;
    }
  }
}
