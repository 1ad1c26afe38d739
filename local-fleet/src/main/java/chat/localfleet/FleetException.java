package chat.localfleet;

/** The fleet cannot do what it was told; the message is for the person who told it. */
public final class FleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FleetException(String message, Throwable cause) {
    super(message, cause);
  }

  public FleetException(String message) {
    super(message);
  }

  /** The message of the innermost cause, which says what went wrong. */
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      innermost = t;
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
