package chat.inboxworker;

import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.runtime.Outcome;

/** A copy of a room of another site (04 §4.3). Nobody sends it today. */
final class SyncRoom implements InboxEventHandler {
  private final RoomStore rooms;

  SyncRoom(RoomStore rooms) {
    this.rooms = rooms;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException {
    Room room = inbox.read(Room.class); // 1
    if (room.id().isEmpty()) {
      return new Outcome.Reject("room_sync event names no room");
    }
    rooms.merge(room); // 2
    return Outcome.DONE;
  }
}
