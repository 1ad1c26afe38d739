package chat.historyservice;

import chat.model.Bytes;
import chat.model.StoredMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A store with a fault that whoever tests paging must find. */
record BrokenMessageStore(MessageStore store, Fault fault) implements MessageStore {
  enum Fault {
    NONE,
    /** The rest of a window is lost after a page. */
    NO_STATE,
    /** The state is the one that the page was asked with. */
    OLD_STATE,
    /** The last message of a full page is lost. */
    ONE_LESS,
    /** Messages from before the reader's time are listed. */
    NO_LOWER_BOUND,
    /** Messages of the time of the page before are listed again, or new ones. */
    NO_UPPER_BOUND,
    /** Deleted messages are left out. */
    NO_TOMBSTONES,
    /** Messages of one time come in another order. */
    TIES_REVERSED,
    /** Messages of one time are never looked for. */
    TIES_FORGOTTEN
  }

  private static final int LARGEST_PAGE = 101;

  @Override
  public Optional<StoredMessage> find(String messageId) throws InterruptedException {
    return store.find(messageId);
  }

  @Override
  public List<StoredMessage> findAll(Collection<String> messageIds) throws InterruptedException {
    return store.findAll(messageIds);
  }

  @Override
  public Slice read(BucketRead read) throws InterruptedException {
    Slice slice = store.read(asked(read));
    List<StoredMessage> found = slice.messages();
    return switch (fault) {
      case NONE, NO_LOWER_BOUND, NO_UPPER_BOUND -> slice;
      case NO_STATE -> new Slice(found, Bytes.EMPTY);
      case OLD_STATE -> new Slice(found, slice.state().isEmpty() ? Bytes.EMPTY : read.state());
      case ONE_LESS ->
          new Slice(
              slice.state().isEmpty() ? found : found.subList(0, found.size() - 1), slice.state());
      case NO_TOMBSTONES ->
          new Slice(found.stream().filter(message -> !message.deleted()).toList(), slice.state());
      case TIES_REVERSED -> new Slice(reversedTies(found, read.order()), slice.state());
      case TIES_FORGOTTEN -> read.size() > LARGEST_PAGE ? new Slice(List.of(), Bytes.EMPTY) : slice;
    };
  }

  private BucketRead asked(BucketRead read) {
    return new BucketRead(
        read.listing(),
        read.bucket(),
        read.order(),
        fault == Fault.NO_LOWER_BOUND ? null : read.from(),
        fault == Fault.NO_UPPER_BOUND ? null : read.before(),
        read.size(),
        read.state());
  }

  private static List<StoredMessage> reversedTies(List<StoredMessage> found, Order order) {
    List<StoredMessage> mixed = new ArrayList<>(found.reversed());
    Comparator<StoredMessage> byTime = Comparator.comparing(StoredMessage::createdAt);
    mixed.sort(order == Order.OLDEST_FIRST ? byTime : byTime.reversed());
    return mixed;
  }
}
