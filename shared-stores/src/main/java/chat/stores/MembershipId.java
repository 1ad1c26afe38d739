package chat.stores;

/**
 * The {@code _id} of what is remembered about a person in a room, in {@code membership_marks} (13
 * A4): {@code "ROOM ACCOUNT"}. A string, since servers differ in how they compare documents.
 */
public final class MembershipId {
  private static final char BETWEEN = ' '; // in no room id

  private MembershipId() {}

  public static String of(String roomId, String account) {
    return roomId + BETWEEN + account;
  }

  /** The account in an id. */
  public static String account(String id) {
    return id.substring(id.indexOf(BETWEEN) + 1);
  }
}
