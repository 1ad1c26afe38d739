package chat.model;

/** What happened to a subscription (contract 01 §2.1). */
public final class SubscriptionAction {
  public static final String ADDED = "added";

  public static final String REMOVED = "removed";

  public static final String ROLE_UPDATED = "role_updated";

  private SubscriptionAction() {}
}
