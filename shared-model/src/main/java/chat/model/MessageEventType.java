package chat.model;

/** Kinds of events in the canonical message stream (contract 01 §2.1). */
public final class MessageEventType {
  public static final String CREATED = "created";

  public static final String UPDATED = "updated";

  public static final String DELETED = "deleted";

  private MessageEventType() {}
}
