package chat.model;

/** What a system message's id is derived from beside the request (contract 01 §3.4). */
public enum SystemMessageSuffix {
  /** A person was removed or left. */
  REMOVED_INDIVIDUAL("rmindiv"),
  /** An org was removed. */
  REMOVED_ORG("rmorg"),
  /** Members were added to a room that existed. */
  ADDED_MEMBERS("addmembers"),
  /** A room was created. */
  ROOM_CREATED("room_created"),
  /** The members a room was created with. */
  MEMBERS_ADDED("members_added");

  private final String text;

  SystemMessageSuffix(String text) {
    this.text = text;
  }

  /** The text that is hashed. */
  public String text() {
    return text;
  }
}
