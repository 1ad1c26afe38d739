package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients get live about a room (contract 01 §2.4, 05 §7). Edits and deletions carry zero
 * values in all fields that they have no use for.
 *
 * @param type one of {@link RoomEventType}
 * @param message never together with {@code encryptedMessage}
 */
public record RoomEvent(
    String type,
    String roomId,
    long timestamp,
    String roomName,
    String roomType,
    String siteId,
    long userCount,
    Instant lastMsgAt,
    String lastMsgId,
    @OmitEmpty List<Participant> mentions,
    @OmitEmpty boolean mentionAll,
    @OmitEmpty boolean hasMention,
    @OmitEmpty @Nullable ClientMessage message,
    @OmitEmpty @Nullable EncryptedMessage encryptedMessage,
    @OmitEmpty @Nullable MessageEdited messageEdited,
    @OmitEmpty @Nullable MessageDeleted messageDeleted) {
  /** Copies the lists. */
  public RoomEvent {
    mentions = List.copyOf(mentions);
  }

  /** An edit; {@code timestamp} is the canonical event's. */
  public static RoomEvent edited(String roomId, String siteId, long timestamp, MessageEdited edit) {
    return change(RoomEventType.MESSAGE_EDITED, roomId, siteId, timestamp, edit, null);
  }

  /** A deletion; {@code timestamp} is the canonical event's. */
  public static RoomEvent deleted(
      String roomId, String siteId, long timestamp, MessageDeleted deletion) {
    return change(RoomEventType.MESSAGE_DELETED, roomId, siteId, timestamp, null, deletion);
  }

  private static RoomEvent change(
      String type,
      String roomId,
      String siteId,
      long timestamp,
      @Nullable MessageEdited edit,
      @Nullable MessageDeleted deletion) {
    return new RoomEvent(
        type,
        roomId,
        timestamp,
        "",
        "",
        siteId,
        0,
        Timestamps.ZERO,
        "",
        List.of(),
        false,
        false,
        null,
        null,
        edit,
        deletion);
  }
}
