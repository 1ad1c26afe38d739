package chat.model;

/** A member read a room: payload of {@link OutboxType#SUBSCRIPTION_READ} (contract 01 §2.5). */
public record SubscriptionRead(
    String account, String roomId, long lastSeenAt, boolean alert, long timestamp) {}
