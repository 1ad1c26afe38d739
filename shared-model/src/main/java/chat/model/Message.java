package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as events carry it (contract 01 §2.3).
 *
 * @param tshow a thread reply that the main feed shows, too
 * @param type empty = a person wrote it, else one of {@link SystemMessageType}
 * @param sysMsgData JSON of the system message's payload
 */
public record Message(
    String id,
    String roomId,
    String userId,
    String userAccount,
    String content,
    @OmitEmpty List<Participant> mentions,
    Instant createdAt,
    @OmitEmpty @Nullable Instant editedAt,
    @OmitEmpty @Nullable Instant updatedAt,
    @OmitEmpty String threadParentMessageId,
    @OmitEmpty @Nullable Instant threadParentMessageCreatedAt,
    @OmitEmpty boolean tshow,
    @OmitEmpty String type,
    @OmitEmpty Bytes sysMsgData,
    @OmitEmpty @Nullable QuotedParentMessage quotedParentMessage) {
  /** Copies the lists. */
  public Message {
    mentions = List.copyOf(mentions);
  }

  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "Message[id=" + id + ", roomId=" + roomId + ", type=" + type + "]";
  }
}
