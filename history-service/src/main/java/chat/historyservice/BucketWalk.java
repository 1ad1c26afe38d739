package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes from window to window until a page is full (09 §6.1). */
final class BucketWalk {
  private final MessageStore messages;
  private final MessageBuckets buckets;
  private final int maxBuckets;

  /**
   * A way through the windows of a room.
   *
   * @param start first window, ms
   * @param end last window, ms; before the start = there is none
   * @param from no older messages; tested in its own window alone: later ones hold no older
   * @param before only older messages; tested in its own window alone
   * @param size messages wanted, at least 1
   * @param state where in the first window to go on; empty = at its beginning
   */
  record Route(
      String roomId,
      Order order,
      long start,
      long end,
      @Nullable Instant from,
      @Nullable Instant before,
      int size,
      Bytes state) {
    Route resumedAt(Cursor cursor) {
      return new Route(roomId, order, cursor.bucket(), end, from, before, size, cursor.state());
    }

    Route ofSize(int other) {
      return new Route(roomId, order, start, end, from, before, other, state);
    }

    private boolean ends(long bucket) {
      return order == Order.NEWEST_FIRST ? bucket < end : bucket > end;
    }
  }

  /**
   * @param maxBuckets windows that one walk exhausts at the most
   */
  BucketWalk(MessageStore messages, MessageBuckets buckets, int maxBuckets) {
    this.messages = messages;
    this.buckets = buckets;
    this.maxBuckets = maxBuckets;
  }

  /**
   * @throws RuntimeException the store's failure
   */
  Page walk(Route route) throws InterruptedException {
    List<StoredMessage> found = new ArrayList<>();
    long bucket = route.start();
    Bytes state = route.state();
    int walked = 0;
    while (found.size() < route.size() && walked < maxBuckets) {
      if (route.ends(bucket)) {
        return new Page(found, null);
      }
      Slice slice = messages.read(read(route, bucket, route.size() - found.size(), state));
      found.addAll(slice.messages());
      if (slice.state().isEmpty()) {
        state = Bytes.EMPTY;
        bucket = step(route.order(), bucket);
        walked++;
      } else if (found.size() < route.size()) {
        state = slice.state();
      } else {
        return new Page(found, new Cursor(bucket, slice.state()));
      }
    }
    return new Page(found, route.ends(bucket) ? null : new Cursor(bucket, Bytes.EMPTY));
  }

  private BucketRead read(Route route, long bucket, int size, Bytes state) {
    return new BucketRead(
        route.roomId(),
        bucket,
        route.order(),
        inside(bucket, route.from()),
        inside(bucket, route.before()),
        size,
        state);
  }

  private @Nullable Instant inside(long bucket, @Nullable Instant bound) {
    return bound != null && buckets.of(bound) == bucket ? bound : null;
  }

  private long step(Order order, long bucket) {
    return order == Order.NEWEST_FIRST ? buckets.previous(bucket) : buckets.next(bucket);
  }
}
