package chat.model;

/**
 * A body could not be read as the record that was asked for (contract 01 §1.2).
 *
 * <p>The message names the kind of fault and, where it helps, a field of the expected shape. It
 * never holds anything that came with the body, so it may go to logs and to clients.
 */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String reason) {
    super(reason);
  }

  /** The reason; a fixed text without content of the body. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
