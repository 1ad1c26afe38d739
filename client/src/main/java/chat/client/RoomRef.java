package chat.client;

/**
 * A room and where it lives.
 *
 * @param siteId home site of the room; requests about the room go there
 */
public record RoomRef(String roomId, String siteId) {}
