package chat.historyservice;

import chat.model.StoredMessage;

class InMemoryMessageStoreTest extends MessageStoreContract {
  private final InMemoryMessageStore store = new InMemoryMessageStore(BUCKETS);

  @Override
  MessageStore store() {
    return store;
  }

  @Override
  void insert(StoredMessage message) {
    store.add(message);
  }

  @Override
  void insertReply(StoredMessage message) {
    store.addReply(message);
  }
}
