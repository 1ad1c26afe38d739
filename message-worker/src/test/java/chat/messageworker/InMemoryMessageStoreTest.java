package chat.messageworker;

import java.time.Instant;

class InMemoryMessageStoreTest extends MessageStoreContract {
  private final InMemoryMessageStore store = new InMemoryMessageStore();

  @Override
  MessageStore store() {
    return store;
  }

  @Override
  StoredRow inRoom(String roomId, Instant createdAt, String messageId) {
    return store.byRoom.get(messageId);
  }

  @Override
  StoredRow byId(String messageId) {
    return store.byId.get(messageId);
  }

  @Override
  void edit(String messageId, String text, Instant at) {
    store.edit(messageId, text, at);
  }
}
