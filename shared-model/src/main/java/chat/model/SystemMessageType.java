package chat.model;

/** Types of messages that no person wrote (contract 01 §2.1). */
public final class SystemMessageType {
  public static final String ROOM_CREATED = "room_created";

  public static final String MEMBERS_ADDED = "members_added";

  public static final String MEMBER_REMOVED = "member_removed";

  public static final String MEMBER_LEFT = "member_left";

  /** A deleted message that has replies, in the message store only (contract 09 §14). */
  public static final String MESSAGE_REMOVED = "message_removed";

  private SystemMessageType() {}
}
