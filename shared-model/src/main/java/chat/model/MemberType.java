package chat.model;

/** Kinds of rows in a member list (contract 01 §2.1). */
public final class MemberType {
  public static final String INDIVIDUAL = "individual";

  public static final String ORG = "org";

  private MemberType() {}
}
