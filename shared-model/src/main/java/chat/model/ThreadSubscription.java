package chat.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's view of a thread, one document of {@code thread_subscriptions} and the payload of
 * {@link OutboxType#THREAD_SUBSCRIPTION_UPSERTED} (contract 01 §2.2).
 *
 * @param siteId home site of the room, also at other sites
 * @param lastSeenAt null is written as null, never left out: queries rely on it
 */
public record ThreadSubscription(
    String id,
    String parentMessageId,
    String roomId,
    String threadRoomId,
    String userId,
    String userAccount,
    String siteId,
    @Nullable Instant lastSeenAt,
    boolean hasMention,
    Instant createdAt,
    Instant updatedAt) {}
