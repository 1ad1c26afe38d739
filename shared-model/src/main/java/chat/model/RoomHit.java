package chat.model;

/** A room that was found (contract 01 §2.6). */
public record RoomHit(String roomId, String name, @OmitEmpty String roomType, String siteId) {}
