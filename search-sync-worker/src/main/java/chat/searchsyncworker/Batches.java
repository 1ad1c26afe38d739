package chat.searchsyncworker;

import chat.runtime.ServiceThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers the actions of many events into one bulk request at a time (10 §9). Who hands actions in
 * waits for their results. A request goes out when enough actions have gathered, or when the first
 * of them has waited long enough; while it runs, the next one gathers.
 */
final class Batches implements AutoCloseable {
  private final BulkRequests requests;
  private final int size;
  private final long lingerNanos;
  private final SyncMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final Thread sender;
  private int gathered;
  private boolean closed;

  private record Waiting(
      List<SearchAction> actions, long since, CompletableFuture<List<ActionResult>> results) {}

  /**
   * @param size actions of a request; the last event's may go beyond it
   * @param linger longest time that an action waits for others
   */
  Batches(
      BulkRequests requests,
      int size,
      Duration linger,
      ServiceThreads threads,
      SyncMetrics metrics) {
    this.requests = requests;
    this.size = size;
    this.lingerNanos = linger.toNanos();
    this.metrics = metrics;
    this.sender = threads.start("bulk", this::sendUntilClosed);
  }

  /**
   * One result for each action, in their order.
   *
   * @throws RuntimeException what the request ended with, for all whose actions were in it
   */
  List<ActionResult> write(List<SearchAction> actions) throws InterruptedException {
    var waiting = new Waiting(actions, System.nanoTime(), new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      queue.add(waiting);
      gathered += actions.size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      return waiting.results.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
    }
  }

  /** Actions that wait for their request. */
  int gathered() {
    lock.lock();
    try {
      return gathered;
    } finally {
      lock.unlock();
    }
  }

  private void sendUntilClosed() {
    try {
      while (true) {
        List<Waiting> batch = awaitBatch();
        if (batch.isEmpty()) {
          return;
        }
        send(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empty when closed and nothing waits any more. */
  private List<Waiting> awaitBatch() throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.await();
      }
      Waiting first = queue.peek();
      while (first != null && gathered < size && !closed) {
        long left = lingerNanos - (System.nanoTime() - first.since);
        if (left <= 0 || changed.awaitNanos(left) <= 0) {
          break;
        }
      }
      return takeBatch();
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>();
    int actions = 0;
    while (!queue.isEmpty() && actions < size) {
      Waiting next = queue.remove();
      batch.add(next);
      actions += next.actions.size();
    }
    gathered -= actions;
    return batch;
  }

  private void send(List<Waiting> batch) {
    List<SearchAction> actions = new ArrayList<>();
    batch.forEach(waiting -> actions.addAll(waiting.actions));
    long start = System.nanoTime();
    try {
      List<ActionResult> results = requests.send(actions);
      metrics.flushed(actions.size(), System.nanoTime() - start, true);
      int from = 0;
      for (Waiting waiting : batch) {
        int to = from + waiting.actions.size();
        waiting.results.complete(List.copyOf(results.subList(from, to)));
        from = to;
      }
    } catch (RuntimeException e) {
      metrics.flushed(actions.size(), System.nanoTime() - start, false);
      batch.forEach(waiting -> waiting.results.completeExceptionally(e));
    }
  }

  /** Sends what waits, then ends; close it when nobody hands in any more. */
  @Override
  public void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sender.join();
  }
}
