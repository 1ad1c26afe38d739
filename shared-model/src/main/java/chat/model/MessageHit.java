package chat.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that was found (contract 01 §2.6). */
public record MessageHit(
    String messageId,
    String roomId,
    String siteId,
    String userAccount,
    String content,
    Instant createdAt,
    @OmitEmpty @Nullable Instant editedAt,
    @OmitEmpty @Nullable Instant updatedAt,
    @OmitEmpty String threadParentMessageId,
    @OmitEmpty @Nullable Instant threadParentMessageCreatedAt) {
  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "MessageHit[messageId=" + messageId + ", roomId=" + roomId + "]";
  }
}
