package chat.historyservice;

import chat.model.Bytes;
import chat.model.QuotedParentMessage;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader sees of a stored message (09 §3 tombstones, §4.2). */
final class MessageView {
  private static final QuotedParentMessage UNAVAILABLE =
      new QuotedParentMessage(
          "",
          "",
          new StoredParticipant("", "", "", "", "", false, ""),
          Timestamps.ZERO,
          "This message is unavailable",
          List.of(),
          List.of(),
          "",
          "",
          null);

  private MessageView() {}

  /**
   * @param since nothing older may be seen, not as a quote either; null = everything may
   */
  static List<StoredMessage> of(List<StoredMessage> messages, @Nullable Instant since) {
    return messages.stream().map(message -> of(message, since)).toList();
  }

  /**
   * @param since nothing older may be seen, not as a quote either; null = everything may
   */
  static StoredMessage of(StoredMessage message, @Nullable Instant since) {
    if (message.deleted()) {
      return tombstone(message);
    }
    QuotedParentMessage quote = message.quotedParentMessage();
    return quote != null && since != null && isHidden(message, quote, since)
        ? redacted(message)
        : message;
  }

  /**
   * Replies of a thread, whose table does not tell {@code tshow}: a quote out of another thread
   * must be readable there, too.
   */
  static List<StoredMessage> ofThread(
      List<StoredMessage> replies, String parentId, @Nullable Instant since) {
    return replies.stream().map(reply -> ofThread(reply, parentId, since)).toList();
  }

  private static StoredMessage ofThread(
      StoredMessage reply, String parentId, @Nullable Instant since) {
    QuotedParentMessage quote = reply.quotedParentMessage();
    return quote != null
            && since != null
            && !reply.deleted()
            && !quote.threadParentId().equals(parentId)
            && isThreadHidden(quote, since)
        ? redacted(reply)
        : of(reply, since);
  }

  private static boolean isHidden(StoredMessage message, QuotedParentMessage quote, Instant since) {
    return quote.createdAt().isBefore(since) // a
        || (message.tshow() && isThreadHidden(quote, since)); // b
  }

  private static boolean isThreadHidden(QuotedParentMessage quote, Instant since) {
    Instant threadAt = quote.threadParentCreatedAt();
    return !quote.threadParentId().isEmpty() && (threadAt == null || threadAt.isBefore(since));
  }

  /** Who, when and where stay; what was said goes. The stored row keeps it. */
  private static StoredMessage tombstone(StoredMessage m) {
    return new StoredMessage(
        m.roomId(),
        m.createdAt(),
        m.messageId(),
        m.sender(),
        "",
        List.of(),
        List.of(),
        null,
        null,
        null,
        m.tshow(),
        m.tcount(),
        m.threadParentId(),
        m.threadParentCreatedAt(),
        null,
        m.visibleTo(),
        Map.of(),
        true,
        m.type(),
        Bytes.EMPTY,
        m.siteId(),
        m.editedAt(),
        m.updatedAt(),
        m.threadRoomId(),
        m.pinnedAt(),
        m.pinnedBy());
  }

  private static StoredMessage redacted(StoredMessage m) {
    return new StoredMessage(
        m.roomId(),
        m.createdAt(),
        m.messageId(),
        m.sender(),
        m.msg(),
        m.mentions(),
        m.attachments(),
        m.file(),
        m.card(),
        m.cardAction(),
        m.tshow(),
        m.tcount(),
        m.threadParentId(),
        m.threadParentCreatedAt(),
        UNAVAILABLE,
        m.visibleTo(),
        m.reactions(),
        m.deleted(),
        m.type(),
        m.sysMsgData(),
        m.siteId(),
        m.editedAt(),
        m.updatedAt(),
        m.threadRoomId(),
        m.pinnedAt(),
        m.pinnedBy());
  }
}
