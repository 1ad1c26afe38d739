package chat.stores;

/** A store did not answer in time: no fault of what was asked. */
public final class StoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
