package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest messages before a time. Who pages by time must get all messages of the last
 * one's time, and an empty page only at the end: both are seen to here (09 §7).
 */
final class NewestMessages {
  /** Messages of one millisecond in one room; more than one is rare. */
  private static final int SAME_TIME = 1000;

  private final MessageStore messages;
  private final BucketWalk walk;
  private final MessageBuckets buckets;

  /**
   * What is asked for.
   *
   * @param before only older messages; null = the newest there are
   * @param since no older messages; null = no bound of the reader's own
   * @param bounds of the room
   * @param size messages wanted, at least 1
   */
  record Wanted(
      String roomId,
      @Nullable Instant before,
      @Nullable Instant since,
      WalkBounds bounds,
      int size) {}

  NewestMessages(MessageStore messages, BucketWalk walk, MessageBuckets buckets) {
    this.messages = messages;
    this.walk = walk;
    this.buckets = buckets;
  }

  /**
   * @throws RuntimeException the store's failure
   */
  List<StoredMessage> load(Wanted wanted) throws InterruptedException {
    Route route = route(wanted);
    Page page = walk.walk(route);
    for (Cursor next = page.next(); page.messages().isEmpty() && next != null; next = page.next()) {
      page = walk.walk(route.resumedAt(next));
    }
    List<StoredMessage> found = page.messages();
    if (found.size() <= wanted.size()) {
      return found;
    }
    List<StoredMessage> asked = found.subList(0, wanted.size());
    return asked.getLast().createdAt().equals(found.getLast().createdAt())
        ? withSameTime(wanted.roomId(), asked)
        : asked;
  }

  /** With one more, to see whether it has the time of the last one. */
  private Route route(Wanted wanted) {
    Instant since = wanted.since();
    Instant before = wanted.before();
    long ceiling = buckets.of(wanted.bounds().ceiling());
    return Route.newestFirst(
            Listing.ofRoom(wanted.roomId()),
            before == null ? ceiling : Math.min(buckets.of(before), ceiling),
            buckets.of(since == null ? wanted.bounds().floor() : since))
        .from(since == null ? null : Position.at(since))
        .before(before == null ? null : Position.at(before))
        .ofSize(wanted.size())
        .withOneMore();
  }

  private List<StoredMessage> withSameTime(String roomId, List<StoredMessage> page)
      throws InterruptedException {
    Instant time = page.getLast().createdAt();
    Slice same =
        messages.read(
            new BucketRead(
                Listing.ofRoom(roomId),
                buckets.of(time),
                Order.NEWEST_FIRST,
                Position.at(time),
                Position.at(time.plusMillis(1)),
                SAME_TIME,
                Bytes.EMPTY));
    List<StoredMessage> all = new ArrayList<>(page);
    Set<String> known = new HashSet<>();
    page.forEach(message -> known.add(message.messageId()));
    for (StoredMessage message : same.messages()) {
      if (known.add(message.messageId())) {
        all.add(message);
      }
    }
    return all;
  }
}
