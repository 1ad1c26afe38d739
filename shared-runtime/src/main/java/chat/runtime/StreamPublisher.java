package chat.runtime;

import org.jspecify.annotations.Nullable;

/** Publishing into a JetStream stream; returns when the stream has acknowledged (01 §6.1, §6.5). */
@FunctionalInterface
public interface StreamPublisher {
  /**
   * The stream's acknowledgement.
   *
   * @param sequence where the message is; of a duplicate, where the first one is
   * @param duplicate true when the stream already held a message of this id and stored nothing
   */
  record Stored(long sequence, boolean duplicate) {}

  /**
   * @param requestId written as {@code X-Request-ID}; null or empty = no header
   * @param messageId written as {@code Nats-Msg-Id}; null = no duplicate detection
   * @throws ServerAwayException when no acknowledgement came
   */
  Stored publish(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body);
}
