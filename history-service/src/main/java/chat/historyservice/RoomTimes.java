package chat.historyservice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a room was made and last written in; null = nobody knows.
 *
 * @param lastMsgAt written behind the message tables and after them: a hint where to look, no bound
 */
record RoomTimes(@Nullable Instant lastMsgAt, @Nullable Instant createdAt) {}
