package chat.notificationworker;

import chat.model.RoomType;
import chat.roomkeystore.ChannelSealing;
import chat.stores.RoomMeta;
import java.util.Optional;

/**
 * Whether what was said travels sealed (08 §10): in channels only, as live events do, and only when
 * it is switched on.
 */
@FunctionalInterface
interface ContentSealing {
  ChannelSealing.Choice choose(String roomId) throws InterruptedException;

  /** Where it stands what kind of room a room is. */
  @FunctionalInterface
  interface Rooms {
    /** Empty when there is no such room. */
    Optional<RoomMeta> get(String roomId) throws InterruptedException;
  }

  static ContentSealing off() {
    return roomId -> new ChannelSealing.Choice.Plaintext();
  }

  static ContentSealing of(Rooms rooms, ChannelSealing channels) {
    return roomId -> {
      Optional<RoomMeta> room = rooms.get(roomId);
      if (room.isEmpty()) {
        return new ChannelSealing.Choice.Impossible("no room " + roomId);
      }
      return isDirect(room.get()) ? new ChannelSealing.Choice.Plaintext() : channels.choose(roomId);
    };
  }

  private static boolean isDirect(RoomMeta room) {
    return room.type().equals(RoomType.DM) || room.type().equals(RoomType.BOT_DM);
  }
}
