package chat.inboxworker;

import chat.model.Room;

/** The site's own rooms, and copies of rooms whose home is another site. */
interface RoomStore {
  /** Makes or updates the copy; what the room leaves out keeps its stored value. */
  void merge(Room room);

  /** Whether there is such a room and its home is that site. */
  boolean isOf(String siteId, String roomId);
}
