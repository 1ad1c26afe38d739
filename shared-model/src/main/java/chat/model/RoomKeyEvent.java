package chat.model;

/**
 * Hands a room key to a member (contract 01b §14.5).
 *
 * @param publicKey left out by publishers; receivers must not need it
 * @param privateKey 32 bytes, the scalar
 */
public record RoomKeyEvent(
    String roomId, long version, @OmitEmpty Bytes publicKey, Bytes privateKey, long timestamp) {}
