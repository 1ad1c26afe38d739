package chat.runtime;

/**
 * The NATS server or a stream did not take or answer something: no fault of the message at hand.
 * The stream worker waits and tries again without spending a delivery.
 */
public final class ServerAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  public ServerAwayException(String message) {
    super(message);
  }
}
