package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes from window to window until a page is full (09 §6.1). */
final class BucketWalk {
  private final MessageStore messages;
  private final MessageBuckets buckets;
  private final WalkLimits limits;

  BucketWalk(MessageStore messages, MessageBuckets buckets, WalkLimits limits) {
    this.messages = messages;
    this.buckets = buckets;
    this.limits = limits;
  }

  /**
   * @throws RuntimeException the store's failure
   */
  Page walk(Route route) throws InterruptedException {
    long start = limits.nanoTime().getAsLong();
    List<StoredMessage> found = new ArrayList<>();
    long bucket = route.start();
    Bytes state = route.state();
    int walked = 0;
    boolean timeIsOver = false; // not before the first read: every page gets somewhere
    while (found.size() < route.size()
        && walked < limits.buckets()
        && !timeIsOver
        && !route.endsBefore(bucket)) {
      Slice slice = messages.read(read(route, bucket, found.size(), state));
      found.addAll(slice.messages());
      state = slice.state();
      if (state.isEmpty()) {
        bucket = step(route.order(), bucket);
        walked++;
      }
      timeIsOver = limits.nanoTime().getAsLong() - start > limits.time().toNanos();
    }
    return new Page(found, route.endsBefore(bucket) ? null : new Cursor(bucket, state));
  }

  private BucketRead read(Route route, long bucket, int found, Bytes state) {
    return new BucketRead(
        route.listing(),
        bucket,
        route.order(),
        inside(bucket, route.from()),
        inside(bucket, route.before()),
        route.size() - found + (route.oneMore() ? 1 : 0),
        state);
  }

  private @Nullable Position inside(long bucket, @Nullable Position bound) {
    return bound != null && buckets.of(bound.time()) == bucket ? bound : null;
  }

  private long step(Order order, long bucket) {
    return order == Order.NEWEST_FIRST ? buckets.previous(bucket) : buckets.next(bucket);
  }
}
