package chat.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The edit inside a {@link RoomEvent} (contract 01 §2.4, 05 §7).
 *
 * @param editedBy account of the sender
 */
public record MessageEdited(
    String messageId,
    @OmitEmpty String newContent,
    @OmitEmpty @Nullable EncryptedMessage encryptedNewContent,
    String editedBy,
    Instant editedAt,
    Instant updatedAt) {
  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "MessageEdited[messageId=" + messageId + "]";
  }
}
