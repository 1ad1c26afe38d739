package chat.inboxworker;

import chat.model.Room;

/** Copies of rooms whose home is another site. */
interface RoomStore {
  /** Makes or updates the copy; what the room leaves out keeps its stored value. */
  void merge(Room room);
}
