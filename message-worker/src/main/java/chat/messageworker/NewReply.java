package chat.messageworker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reply with what the store keeps beside it (06 §9.2).
 *
 * @param parentCreatedAt null = nobody knows when the parent was written
 */
record NewReply(NewMessage content, String threadId, @Nullable Instant parentCreatedAt) {}
