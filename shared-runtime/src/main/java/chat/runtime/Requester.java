package chat.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Core request/reply to another service. */
@FunctionalInterface
public interface Requester {
  /** What came back. */
  sealed interface Answer {
    record Replied(byte[] body) implements Answer {}

    record TimedOut() implements Answer {}

    record NoResponders() implements Answer {}
  }

  /**
   * @param requestId written as {@code X-Request-ID}; null or empty = no header
   * @throws ServerAwayException when the request could not be sent
   */
  Answer request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws InterruptedException;
}
