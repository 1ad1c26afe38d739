package chat.historyservice;

import chat.model.MessageEvent;
import org.jspecify.annotations.Nullable;

/** Tells the fleet what has become of messages (09 §13.2). */
@FunctionalInterface
interface CanonicalEvents {
  /**
   * Returns when the event is stored, or when the caller cannot wait any longer: then it is stored
   * as soon as that can be.
   *
   * @param requestId written as {@code X-Request-ID}; null = no header
   */
  void publish(MessageEvent event, @Nullable String requestId) throws InterruptedException;
}
