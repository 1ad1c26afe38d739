package chat.model;

/** Kinds of live room events; notifications use the first (contract 01 §2.1). */
public final class RoomEventType {
  public static final String NEW_MESSAGE = "new_message";

  public static final String MESSAGE_EDITED = "message_edited";

  public static final String MESSAGE_DELETED = "message_deleted";

  private RoomEventType() {}
}
