package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Messages in a list, paged as the store does: a page that came back full has a state, whether or
 * not anything follows. {@link MessageStoreContract} holds it true.
 */
final class InMemoryMessageStore implements MessageStore {
  static final Comparator<StoredMessage> BY_TIME =
      Comparator.comparing(StoredMessage::createdAt).thenComparing(StoredMessage::messageId);

  private final MessageBuckets buckets;
  private final List<StoredMessage> messages = new ArrayList<>();
  final List<BucketRead> reads = new ArrayList<>();
  RuntimeException failure;

  InMemoryMessageStore(MessageBuckets buckets) {
    this.buckets = buckets;
  }

  void add(StoredMessage message) {
    messages.add(message);
  }

  @Override
  public Optional<StoredMessage> find(String messageId) {
    fail();
    return messages.stream().filter(m -> m.messageId().equals(messageId)).max(BY_TIME);
  }

  @Override
  public Slice read(BucketRead read) {
    fail();
    reads.add(read);
    List<StoredMessage> matching =
        messages.stream()
            .filter(m -> m.roomId().equals(read.roomId()))
            .filter(m -> buckets.of(m.createdAt()) == read.bucket())
            .filter(m -> isWithin(m.createdAt(), read))
            .sorted(read.order() == Order.OLDEST_FIRST ? BY_TIME : BY_TIME.reversed())
            .toList();
    int start = position(read.state());
    int end = Math.min(matching.size(), start + read.size());
    List<StoredMessage> page = matching.subList(Math.min(start, end), end);
    return new Slice(page, page.size() == read.size() ? state(end) : Bytes.EMPTY);
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }

  private static boolean isWithin(Instant time, BucketRead read) {
    return (read.from() == null || !time.isBefore(read.from()))
        && (read.before() == null || time.isBefore(read.before()));
  }

  private static int position(Bytes state) {
    if (!state.isEmpty() && state.length() != Integer.BYTES) {
      throw new IllegalArgumentException("not a state of this store");
    }
    return state.isEmpty() ? 0 : ByteBuffer.wrap(state.toArray()).getInt();
  }

  private static Bytes state(int position) {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(position).array());
  }
}
