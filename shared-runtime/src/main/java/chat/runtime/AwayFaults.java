package chat.runtime;

/** Tells "a store or server is away" from "this message is at fault" (DESIGN, stream worker). */
@FunctionalInterface
public interface AwayFaults {
  /** What the runtime itself knows: publishes that no server took. */
  AwayFaults NATS = fault -> causedBy(fault, ServerAwayException.class);

  boolean away(Throwable fault);

  default AwayFaults or(AwayFaults other) {
    return fault -> away(fault) || other.away(fault);
  }

  private static boolean causedBy(Throwable fault, Class<? extends Throwable> type) {
    for (Throwable t = fault; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
