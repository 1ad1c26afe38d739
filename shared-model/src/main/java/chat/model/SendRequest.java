package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * What a client submits to {@code …msg.send} (contract 01 §2.3, 07 §3).
 *
 * @param requestId where the answer goes; chosen by the client
 * @param threadParentMessageCreatedAt null = missing; 0 is a time (contract 00 row 6)
 */
public record SendRequest(
    String id,
    String content,
    String requestId,
    @OmitEmpty String threadParentMessageId,
    @OmitNull @Nullable Long threadParentMessageCreatedAt,
    @OmitEmpty String quotedParentMessageId) {
  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "SendRequest[id=" + id + "]";
  }
}
