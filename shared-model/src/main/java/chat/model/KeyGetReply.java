package chat.model;

/**
 * A room key for a member who asked (contract 13 A2).
 *
 * @param privateKey 32 bytes, the scalar
 */
public record KeyGetReply(String roomId, long version, Bytes privateKey) {}
