package chat.model;

/**
 * Who a subscription belongs to: the {@code u} of {@link Subscription} (contract 01 §2.2).
 *
 * @param id user id, {@code _id} in BSON
 */
public record SubscriptionUser(String id, String account) {}
