package chat.model;

/** Roles in a room (contract 01 §2.1). Other text is possible in stores. */
public final class Role {
  public static final String OWNER = "owner";

  /** Honoured by the large-room rule; cannot be assigned. */
  public static final String ADMIN = "admin";

  public static final String MEMBER = "member";

  private Role() {}
}
