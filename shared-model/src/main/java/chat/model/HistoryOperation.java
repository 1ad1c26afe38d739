package chat.model;

/** What history-service answers (contract 01 §4.1, 09 §2.1). */
public enum HistoryOperation {
  /** Newest page. */
  HISTORY("history"),
  /** Forward page. */
  NEXT("next"),
  /** A message and its neighbours. */
  SURROUNDING("surrounding"),
  /** One message. */
  GET("get"),
  /** Change of a message. */
  EDIT("edit"),
  /** Deletion of a message. */
  DELETE("delete"),
  /** Replies of a thread. */
  THREAD("thread"),
  /** Messages with threads. */
  THREAD_PARENT("thread.parent");

  private final String text;

  HistoryOperation(String text) {
    this.text = text;
  }

  /** The end of the subject, behind {@code msg.}. */
  public String text() {
    return text;
  }
}
