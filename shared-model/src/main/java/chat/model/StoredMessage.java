package chat.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as the message store keeps it and history-service answers it (contract 09 §3).
 *
 * @param tcount replies; null = never counted, 0 is written
 */
public record StoredMessage(
    String roomId,
    Instant createdAt,
    String messageId,
    StoredParticipant sender,
    String msg,
    @OmitEmpty List<StoredParticipant> mentions,
    @OmitEmpty List<Bytes> attachments,
    @OmitEmpty @Nullable AttachedFile file,
    @OmitEmpty @Nullable Card card,
    @OmitEmpty @Nullable CardAction cardAction,
    @OmitEmpty boolean tshow,
    @OmitNull @Nullable Long tcount,
    @OmitEmpty String threadParentId,
    @OmitEmpty @Nullable Instant threadParentCreatedAt,
    @OmitEmpty @Nullable QuotedParentMessage quotedParentMessage,
    @OmitEmpty String visibleTo,
    @OmitEmpty Map<String, List<StoredParticipant>> reactions,
    @OmitEmpty boolean deleted,
    @OmitEmpty String type,
    @OmitEmpty Bytes sysMsgData,
    @OmitEmpty String siteId,
    @OmitEmpty @Nullable Instant editedAt,
    @OmitEmpty @Nullable Instant updatedAt,
    @OmitEmpty String threadRoomId,
    @OmitEmpty @Nullable Instant pinnedAt,
    @OmitEmpty @Nullable StoredParticipant pinnedBy) {
  /** Copies the lists. */
  public StoredMessage {
    mentions = List.copyOf(mentions);
    attachments = List.copyOf(attachments);
    reactions = Map.copyOf(reactions);
  }

  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "StoredMessage[messageId=" + messageId + ", roomId=" + roomId + ", type=" + type + "]";
  }
}
