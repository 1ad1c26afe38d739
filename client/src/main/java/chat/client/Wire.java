package chat.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the client needs of a NATS connection. */
interface Wire {

  /** A message that arrived. */
  record Incoming(String subject, byte[] body) {}

  /** Ends a subscription. */
  interface Subscribed {
    void end();
  }

  void publish(String subject, @Nullable String requestId, byte[] body);

  /**
   * Asks and waits.
   *
   * @throws NoAnswerException when nobody answers within the timeout
   */
  byte[] request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws NoAnswerException, InterruptedException;

  /**
   * Subscribes; the server knows when this returns. Messages of one line arrive one after the
   * other, so that a handler that waits holds up its own line only.
   */
  Subscribed subscribe(Line line, String subject, Consumer<Incoming> handler);

  /** Runs an action, on a thread of its own, each time the connection stands again. */
  void onReconnect(Runnable action);

  void close();

  /** Subscriptions that share a thread. */
  enum Line {
    /** What happens without being asked for. */
    EVENTS,
    /** What somebody waits for. */
    RESPONSES
  }

  /** Nobody answered. */
  final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String why) {
      super(why);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
