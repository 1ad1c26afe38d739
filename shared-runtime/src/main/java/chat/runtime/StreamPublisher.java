package chat.runtime;

import org.jspecify.annotations.Nullable;

/** Publishing into a JetStream stream; returns when the stream has acknowledged (01 §6.1, §6.5). */
@FunctionalInterface
public interface StreamPublisher {
  /**
   * @param requestId written as {@code X-Request-ID}; null or empty = no header
   * @param messageId written as {@code Nats-Msg-Id}; null = no duplicate detection
   * @throws ServerAwayException when no acknowledgement came
   */
  void publish(String subject, @Nullable String requestId, @Nullable String messageId, byte[] body);
}
