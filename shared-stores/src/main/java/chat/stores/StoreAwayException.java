package chat.stores;

/** A store did not answer, or that it cannot serve now: no fault of what was asked. */
public final class StoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreAwayException(String message) {
    super(message);
  }
}
