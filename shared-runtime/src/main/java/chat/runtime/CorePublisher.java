package chat.runtime;

import org.jspecify.annotations.Nullable;

/** Fire-and-forget publishing to whoever listens (01 §6). */
@FunctionalInterface
public interface CorePublisher {
  /**
   * @param requestId written as {@code X-Request-ID}; null or empty = no header at all
   * @throws ServerAwayException when the connection cannot take the message
   */
  void publish(String subject, @Nullable String requestId, byte[] body);
}
