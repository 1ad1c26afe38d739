package chat.historyservice;

import chat.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A way through the windows of a list.
 *
 * @param start first window, ms
 * @param end last window, ms; before the start = there is none
 * @param from nothing before it; tested in its own window alone: later ones hold nothing older
 * @param before nothing from there on; tested in its own window alone
 * @param size messages wanted, at least 1
 * @param oneMore bring one message more where the window of the last one has it
 * @param state where in the first window to go on; empty = at its beginning
 */
record Route(
    Listing listing,
    Order order,
    long start,
    long end,
    @Nullable Position from,
    @Nullable Position before,
    int size,
    boolean oneMore,
    Bytes state) {
  static Route newestFirst(Listing listing, long start, long end) {
    return new Route(listing, Order.NEWEST_FIRST, start, end, null, null, 1, false, Bytes.EMPTY);
  }

  static Route oldestFirst(Listing listing, long start, long end) {
    return new Route(listing, Order.OLDEST_FIRST, start, end, null, null, 1, false, Bytes.EMPTY);
  }

  Route from(@Nullable Position bound) {
    return new Route(listing, order, start, end, bound, before, size, oneMore, state);
  }

  Route before(@Nullable Position bound) {
    return new Route(listing, order, start, end, from, bound, size, oneMore, state);
  }

  Route ofSize(int wanted) {
    return new Route(listing, order, start, end, from, before, wanted, oneMore, state);
  }

  Route withOneMore() {
    return new Route(listing, order, start, end, from, before, size, true, state);
  }

  Route resumedAt(Cursor cursor) {
    return new Route(
        listing, order, cursor.bucket(), end, from, before, size, oneMore, cursor.state());
  }

  boolean endsBefore(long bucket) {
    return order == Order.NEWEST_FIRST ? bucket < end : bucket > end;
  }

  boolean startsBehind(long bucket) {
    return order == Order.NEWEST_FIRST ? bucket > start : bucket < start;
  }
}
