package chat.model;

/**
 * Tells a member about their subscription, and other sites about a role (contract 01 §2.4).
 *
 * @param userId empty for a removal through an org
 * @param subscription a stub of few fields when {@code action} is {@code removed}
 * @param action one of {@link SubscriptionAction}
 */
public record SubscriptionUpdate(
    String userId, Subscription subscription, String action, long timestamp) {}
