package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Messages in lists, paged as the store does: a page that came back full has a state, whether or
 * not anything follows, and the state tells the last message. {@link MessageStoreContract} holds it
 * true.
 */
final class InMemoryMessageStore implements MessageStore {
  static final Comparator<StoredMessage> BY_TIME =
      Comparator.comparing(StoredMessage::createdAt).thenComparing(StoredMessage::messageId);

  final List<StoredMessage> byId = new ArrayList<>();
  final List<StoredMessage> inRooms = new ArrayList<>();
  final List<StoredMessage> inThreads = new ArrayList<>();
  final List<BucketRead> reads = Collections.synchronizedList(new ArrayList<>());
  private final MessageBuckets buckets;
  RuntimeException failure;

  /** Reads of this order fail. */
  Order failingSide;

  InMemoryMessageStore(MessageBuckets buckets) {
    this.buckets = buckets;
  }

  /** Said in the room. */
  void add(StoredMessage message) {
    byId.add(message);
    inRooms.add(message);
  }

  /** Said in a thread. */
  void addReply(StoredMessage message) {
    byId.add(message);
    inThreads.add(message);
  }

  @Override
  public Optional<StoredMessage> find(String messageId) {
    fail();
    return byId.stream().filter(m -> m.messageId().equals(messageId)).max(BY_TIME);
  }

  @Override
  public List<StoredMessage> findAll(Collection<String> messageIds) {
    fail();
    return byId.stream()
        .filter(m -> messageIds.contains(m.messageId()))
        .sorted(BY_TIME.reversed())
        .toList();
  }

  @Override
  public Slice read(BucketRead read) {
    fail();
    if (read.order() == failingSide) {
      throw new IllegalStateException("down");
    }
    reads.add(read);
    Position end = read.state().isEmpty() ? null : place(read.state());
    boolean ofThread = read.listing().isThread();
    Comparator<StoredMessage> order =
        read.order() == Order.OLDEST_FIRST ? BY_TIME : BY_TIME.reversed();
    List<StoredMessage> page =
        (ofThread ? inThreads : inRooms)
            .stream()
                .filter(m -> m.roomId().equals(read.listing().roomId()))
                .filter(m -> !ofThread || m.threadRoomId().equals(read.listing().threadRoomId()))
                .filter(m -> buckets.of(m.createdAt()) == read.bucket())
                .filter(m -> isWithin(m, read))
                .sorted(order)
                .filter(m -> end == null || isBehind(m, end, order))
                .limit(read.size())
                .map(m -> Columns.of(m).pins(false).roomOnly(!ofThread).make())
                .toList();
    return new Slice(page, page.size() == read.size() ? state(page.getLast()) : Bytes.EMPTY);
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }

  private static boolean isWithin(StoredMessage message, BucketRead read) {
    return (read.from() == null || compare(message, read.from()) >= 0)
        && (read.before() == null || compare(message, read.before()) < 0);
  }

  private static int compare(StoredMessage message, Position place) {
    int times = message.createdAt().compareTo(place.time());
    return times != 0 ? times : message.messageId().compareTo(place.messageId());
  }

  private static boolean isBehind(
      StoredMessage message, Position end, Comparator<StoredMessage> order) {
    return order == BY_TIME ? compare(message, end) > 0 : compare(message, end) < 0;
  }

  private static Position place(Bytes state) {
    String[] parts = new String(state.toArray(), StandardCharsets.UTF_8).split(" ", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a state of this store");
    }
    return new Position(Instant.parse(parts[0]), parts[1]);
  }

  private static Bytes state(StoredMessage last) {
    return Bytes.of((last.createdAt() + " " + last.messageId()).getBytes(StandardCharsets.UTF_8));
  }
}
