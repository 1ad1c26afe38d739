package chat.broadcastworker;

import chat.model.RoomType;

/** Who gets the events of a room (05 §1). */
enum Audience {
  /** Everybody at once, on the subject of the room. */
  ROOM,
  /** Each person on a subject of their own. */
  PEOPLE,
  /** A kind of room that nobody knows. */
  NOBODY;

  /** Discussions are delivered as channels are, should there ever be one. */
  static Audience of(String roomType) {
    return switch (roomType) {
      case RoomType.CHANNEL, RoomType.DISCUSSION -> ROOM;
      case RoomType.DM, RoomType.BOT_DM -> PEOPLE;
      default -> NOBODY;
    };
  }
}
