package chat.stores;

/**
 * What the message path needs of a room (contract 01b §13.1).
 *
 * @param type one of {@link chat.model.RoomType}
 * @param siteId home site
 * @param userCount human members
 */
public record RoomMeta(String id, String type, String name, String siteId, long userCount) {}
