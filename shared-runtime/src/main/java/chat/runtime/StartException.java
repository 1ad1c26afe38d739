package chat.runtime;

/** A service cannot start: a server stayed away too long, a stream is missing, a port is taken. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }

  public StartException(String message) {
    super(message);
  }
}
