package chat.model;

/** What search-service searches (contract 01 §4.1, 11 §2.1). */
public enum SearchArea {
  /** Messages. */
  MESSAGES("messages"),
  /** Rooms. */
  ROOMS("rooms"),
  /** Apps. */
  APPS("apps"),
  /** People. */
  USERS("users");

  private final String text;

  SearchArea(String text) {
    this.text = text;
  }

  /** The last token of the subject. */
  public String text() {
    return text;
  }
}
