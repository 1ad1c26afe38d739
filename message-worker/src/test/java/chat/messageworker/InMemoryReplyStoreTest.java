package chat.messageworker;

import chat.stores.VisibleReplies;
import java.time.Instant;

class InMemoryReplyStoreTest extends ReplyStoreContract {
  private final InMemoryMessageStore messages = new InMemoryMessageStore();
  private final InMemoryReplyStore store = new InMemoryReplyStore(messages);

  @Override
  ReplyStore store() {
    return store;
  }

  @Override
  MessageStore messages() {
    return messages;
  }

  @Override
  VisibleReplies visible() {
    return store;
  }

  @Override
  StoredReply byId(String messageId) {
    StoredReply reply = store.byId.get(messageId);
    return new StoredReply(
        messages.byId.get(messageId), reply.threadId(), reply.parentId(), reply.parentCreatedAt());
  }

  @Override
  StoredReply inThread(String roomId, String threadId, Instant createdAt, String id) {
    return store.inThread.get(id);
  }

  @Override
  void delete(StoredReply reply) {
    store.delete(reply.row().messageId());
  }

  @Override
  void edit(String messageId, String text) {
    messages.edit(messageId, text, Samples.AT.plusSeconds(60));
  }
}
