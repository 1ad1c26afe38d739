package chat.model;

/** Room jobs as their results name them (contract 01 §2.1). */
public final class JobOperation {
  public static final String ROOM_CREATE = "room.create";

  public static final String MEMBER_ADD = "room.member.add";

  public static final String MEMBER_REMOVE = "room.member.remove";

  public static final String MEMBER_REMOVE_ORG = "room.member.remove_org";

  /** Defined, never emitted. */
  public static final String ROLE_UPDATE = "room.member.role_update";

  private JobOperation() {}
}
