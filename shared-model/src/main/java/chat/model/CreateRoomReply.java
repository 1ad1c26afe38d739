package chat.model;

/**
 * A room is being made (contract 01 §2.6).
 *
 * @param status {@link #ACCEPTED}
 */
public record CreateRoomReply(String status, String roomId, String roomType) {
  /** The status of an accepted operation. */
  public static final String ACCEPTED = "accepted";
}
