package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshot of a quoted message (contract 01 §2.3, 06 §8.1). */
public record QuotedParentMessage(
    String messageId,
    String roomId,
    StoredParticipant sender,
    Instant createdAt,
    @OmitEmpty String msg,
    @OmitEmpty List<StoredParticipant> mentions,
    @OmitEmpty List<Bytes> attachments,
    @OmitEmpty String messageLink,
    @OmitEmpty String threadParentId,
    @OmitEmpty @Nullable Instant threadParentCreatedAt) {
  /** Copies the lists. */
  public QuotedParentMessage {
    mentions = List.copyOf(mentions);
    attachments = List.copyOf(attachments);
  }

  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "QuotedParentMessage[messageId=" + messageId + ", roomId=" + roomId + "]";
  }
}
