package chat.roomkeystore;

/** A stored key that cannot be used. Names the room and the fault, never the key's bytes. */
public final class CorruptRoomKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptRoomKeyException(String roomId, String fault) {
    super("stored key of room " + roomId + " is corrupt: " + fault);
  }
}
