package chat.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One delivery of a stream message.
 *
 * @param subject as stored in the stream
 * @param body never null
 * @param requestId the message's {@code X-Request-ID} as it is, null when absent or empty
 * @param sequence position in the stream: the same for every delivery of the message
 * @param attempt 1 for the first delivery
 */
public record Delivery(
    String subject, byte[] body, @Nullable String requestId, long sequence, long attempt) {}
