package chat.runtime;

import chat.model.Durables.Durable;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A stream message that nobody could work on (13 A5).
 *
 * @param durable the consumer that gave it up
 * @param subject as stored in the stream
 * @param headers as stored in the stream; null = none
 * @param body never null
 * @param sequence position in the stream
 * @param deliveries how often it was delivered
 * @param service who gave it up
 * @param reason for operators; holds no part of the body
 */
record DeadLetter(
    Durable durable,
    String subject,
    @Nullable Headers headers,
    byte[] body,
    long sequence,
    long deliveries,
    String service,
    String reason) {}
