package chat.runtime;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Closed while at least one delivery waits for a store or server that is away. */
final class OutageGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int waiting;

  /** One more delivery waits; true when it is the first. */
  boolean enter() {
    lock.lock();
    try {
      return ++waiting == 1;
    } finally {
      lock.unlock();
    }
  }

  /** It waits no more; true when it was the last. */
  boolean leave() {
    lock.lock();
    try {
      boolean last = --waiting == 0;
      changed.signalAll();
      return last;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the gate is open or after the pause, whichever is first. */
  void awaitOpen(java.time.Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (waiting > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
