package chat.model;

/**
 * Tells a member that something was said (contract 01 §2.4, 08 §4).
 *
 * @param type {@link RoomEventType#NEW_MESSAGE}
 */
public record Notification(String type, String roomId, Message message, long timestamp) {}
