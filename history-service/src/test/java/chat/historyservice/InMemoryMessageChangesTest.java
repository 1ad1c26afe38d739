package chat.historyservice;

import chat.model.StoredMessage;
import chat.stores.ReplyCounts;
import org.junit.jupiter.api.Nested;

/** The fakes do what the real stores do; the suites run on both. */
class InMemoryMessageChangesTest {
  @Nested
  class Changes extends MessageChangesContract {
    private final InMemoryMessageStore store = new InMemoryMessageStore(BUCKETS);
    private final InMemoryMessageChanges changes = new InMemoryMessageChanges(store);

    @Override
    MessageChanges changes() {
      return changes;
    }

    @Override
    MessageStore store() {
      return store;
    }

    @Override
    void insert(StoredMessage message) {
      store.add(message);
      if (message.pinnedAt() != null) {
        changes.pinned.add(message);
      }
    }

    @Override
    void insertReply(StoredMessage message) {
      store.addReply(message);
    }

    @Override
    String pinned(CopyPlace.Pinned place) {
      StoredMessage copy = changes.copy(place).orElseThrow();
      return copy.msg() + "|" + copy.deleted() + "|" + copy.type();
    }
  }

  @Nested
  class Counts extends ReplyCountsContract {
    private final InMemoryMessageStore store =
        new InMemoryMessageStore(MessageChangesContract.BUCKETS);

    @Override
    ReplyCounts counts() {
      return new InMemoryReplyCounts(store);
    }

    @Override
    void insert(StoredMessage message) {
      store.add(message);
    }
  }
}
