package chat.model;

/**
 * The answer to an accepted operation that tells nothing more: {@code {"status":"accepted"}}
 * (contract 02 §4).
 */
public record StatusReply(String status) {
  /** The only status there is. */
  public static final StatusReply ACCEPTED = new StatusReply(CreateRoomReply.ACCEPTED);
}
