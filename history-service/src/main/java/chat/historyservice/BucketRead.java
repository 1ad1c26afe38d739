package chat.historyservice;

import chat.model.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page of one time window of a room (09 §6.3).
 *
 * @param bucket start of the window, ms
 * @param from no older messages; null = no bound
 * @param before only older messages; null = no bound
 * @param size messages at the most
 * @param state the store's own note of where the page before ended; empty = the first page
 */
record BucketRead(
    String roomId,
    long bucket,
    Order order,
    @Nullable Instant from,
    @Nullable Instant before,
    int size,
    Bytes state) {}
