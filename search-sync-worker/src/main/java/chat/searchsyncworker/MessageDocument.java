package chat.searchsyncworker;

import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.OmitEmpty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as it is indexed (10 §3.3). */
record MessageDocument(
    String messageId,
    String roomId,
    String siteId,
    String userId,
    String userAccount,
    @OmitEmpty String content,
    Instant createdAt,
    @OmitEmpty @Nullable Instant editedAt,
    @OmitEmpty @Nullable Instant updatedAt,
    @OmitEmpty String threadParentMessageId,
    @OmitEmpty @Nullable Instant threadParentMessageCreatedAt,
    @OmitEmpty boolean tshow) {

  static MessageDocument of(MessageEvent event, ThreadPlace thread) {
    Message message = event.message();
    return new MessageDocument(
        message.id(),
        message.roomId(),
        event.siteId(),
        message.userId(),
        message.userAccount(),
        message.content(),
        message.createdAt(),
        message.editedAt(),
        message.updatedAt(),
        thread.parentId(),
        thread.parentCreatedAt(),
        thread.shown());
  }

  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "MessageDocument[messageId=" + messageId + ", roomId=" + roomId + "]";
  }
}
