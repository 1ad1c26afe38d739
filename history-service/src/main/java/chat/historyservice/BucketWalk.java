package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from window to window until a page is full (09 §6.1): one by one where messages are, and
 * ever more at one time as long as there are none.
 */
final class BucketWalk {
  private static final int MOST_AT_ONCE = 16;

  private final ReadAhead messages;
  private final MessageBuckets buckets;
  private final WalkLimits limits;

  BucketWalk(ReadAhead messages, MessageBuckets buckets, WalkLimits limits) {
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
    int atOnce = 1;
    boolean timeIsOver = false; // not before the first read: every page gets somewhere
    while (found.size() < route.size()
        && walked < limits.buckets()
        && !timeIsOver
        && !route.endsBefore(bucket)) {
      int most = state.isEmpty() ? Math.min(atOnce, limits.buckets() - walked) : 1;
      List<BucketRead> reads = reads(route, bucket, found.size(), state, most);
      List<Slice> slices = messages.untilFound(reads);
      for (Slice slice : slices) {
        found.addAll(slice.messages());
        state = slice.state();
        if (state.isEmpty()) {
          bucket = step(route.order(), bucket);
          walked++;
        }
      }
      boolean nothing = slices.size() == reads.size() && slices.getLast().isEmpty();
      atOnce = nothing ? Math.min(2 * atOnce, MOST_AT_ONCE) : 1;
      timeIsOver = limits.nanoTime().getAsLong() - start > limits.time().toNanos();
    }
    return new Page(found, route.endsBefore(bucket) ? null : new Cursor(bucket, state));
  }

  private List<BucketRead> reads(Route route, long first, int found, Bytes state, int most) {
    List<BucketRead> reads = new ArrayList<>();
    long bucket = first;
    for (int i = 0; i < most && !route.endsBefore(bucket); i++) {
      reads.add(read(route, bucket, found, state));
      bucket = step(route.order(), bucket);
    }
    return reads;
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
