package chat.gatekeeper;

import chat.model.Message;
import chat.model.MessageEvent;
import org.jspecify.annotations.Nullable;

/** The stream of accepted messages (07 §8). */
@FunctionalInterface
interface CanonicalMessages {
  /** What the stream made of a message. */
  sealed interface Publication {
    /** It holds the message now. */
    record Stored() implements Publication {}

    /**
     * It held a message of this id before, and stored nothing.
     *
     * @param first the message that it holds; null when it has been removed since
     */
    record Known(@Nullable Message first) implements Publication {}
  }

  /**
   * @param requestId written as {@code X-Request-ID}; null = no header
   * @throws chat.runtime.ServerAwayException when the stream cannot be reached
   */
  Publication publish(MessageEvent event, @Nullable String requestId);
}
