package chat.historyservice;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a change (09 §13.2). */
final class MessageEvents {
  private MessageEvents() {}

  /** With the fields of its thread: who indexes the message anew would lose them otherwise. */
  static MessageEvent edited(StoredMessage message, String text, Instant at, String siteId) {
    return new MessageEvent(
        MessageEventType.UPDATED,
        message(
            message,
            text,
            at,
            at,
            message.threadParentId(),
            message.threadParentCreatedAt(),
            message.tshow()),
        siteId,
        at.toEpochMilli());
  }

  static MessageEvent deleted(StoredMessage message, Instant at, String siteId) {
    return new MessageEvent(
        MessageEventType.DELETED,
        message(message, "", null, at, "", null, false),
        siteId,
        at.toEpochMilli());
  }

  private static Message message(
      StoredMessage message,
      String content,
      @Nullable Instant editedAt,
      Instant updatedAt,
      String threadParentId,
      @Nullable Instant threadParentCreatedAt,
      boolean tshow) {
    return new Message(
        message.messageId(),
        message.roomId(),
        message.sender().id(),
        message.sender().account(),
        content,
        List.of(),
        message.createdAt(),
        editedAt,
        updatedAt,
        threadParentId,
        threadParentCreatedAt,
        tshow,
        "",
        Bytes.EMPTY,
        null);
  }
}
