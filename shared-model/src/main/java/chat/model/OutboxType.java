package chat.model;

/** Kinds of events between sites (contract 01 §2.1). */
public final class OutboxType {
  public static final String MEMBER_ADDED = "member_added";

  public static final String MEMBER_REMOVED = "member_removed";

  public static final String ROLE_UPDATED = "role_updated";

  public static final String SUBSCRIPTION_READ = "subscription_read";

  public static final String THREAD_SUBSCRIPTION_UPSERTED = "thread_subscription_upserted";

  /** Understood by the inbox, emitted by nobody. */
  public static final String ROOM_SYNC = "room_sync";

  private OutboxType() {}
}
