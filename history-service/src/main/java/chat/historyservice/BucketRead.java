package chat.historyservice;

import chat.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One page of one time window of a list (09 §6.3).
 *
 * @param bucket start of the window, ms
 * @param order of a thread: newest first alone
 * @param from nothing before it; null = no bound
 * @param before nothing from there on; null = no bound
 * @param size messages at the most
 * @param state the store's own note of where the page before ended; empty = the first page
 */
record BucketRead(
    Listing listing,
    long bucket,
    Order order,
    @Nullable Position from,
    @Nullable Position before,
    int size,
    Bytes state) {
  /** The same with so many messages at the most. */
  BucketRead ofSize(int wanted) {
    return new BucketRead(listing, bucket, order, from, before, wanted, state);
  }
}
