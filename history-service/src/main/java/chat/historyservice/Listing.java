package chat.historyservice;

/**
 * A list of messages.
 *
 * @param threadRoomId empty = what was said in the room itself, else the replies of this thread
 */
record Listing(String roomId, String threadRoomId) {
  static Listing ofRoom(String roomId) {
    return new Listing(roomId, "");
  }

  boolean isThread() {
    return !threadRoomId.isEmpty();
  }
}
