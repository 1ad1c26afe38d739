package chat.localservers;

/** A server did not become ready; the message says which one and where its log is. */
public final class ServerStartException extends RuntimeException {

  /** What was seen instead of a ready server. */
  public enum Reason {
    /** The process ended by itself, e.g. because a port was taken. */
    ENDED,
    /** Another server answers on the port. */
    STRANGER,
    /** The process lives, but did not answer in time. */
    NOT_READY
  }

  private final Reason reason;

  public ServerStartException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
