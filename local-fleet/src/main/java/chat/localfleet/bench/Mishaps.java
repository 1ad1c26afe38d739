package chat.localfleet.bench;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong: how often, and the first of it in words. Safe for concurrent use. */
final class Mishaps {
  private final LongAdder count = new LongAdder();
  private final AtomicReference<String> first = new AtomicReference<>("");

  void add(Object what) {
    count.increment();
    first.compareAndSet("", what.toString());
  }

  long count() {
    return count.sum();
  }

  /** Empty when nothing went wrong. */
  String first() {
    return String.valueOf(first.get());
  }
}
