package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * Tells a member that something was said (contract 01 §2.4, 08 §4).
 *
 * @param type {@link RoomEventType#NEW_MESSAGE}
 * @param message whole, or without what was said when that is sealed
 * @param encryptedMessage the whole message's JSON, sealed with the room's key; null = not sealed
 * @param siteId home site of the room, where its key is asked for; empty = not sealed
 */
public record Notification(
    String type,
    String roomId,
    Message message,
    @OmitEmpty @Nullable EncryptedMessage encryptedMessage,
    @OmitEmpty String siteId,
    long timestamp) {}
