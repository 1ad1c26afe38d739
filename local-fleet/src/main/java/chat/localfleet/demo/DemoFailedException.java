package chat.localfleet.demo;

/** A check did not hold. */
final class DemoFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailedException(String check, String seen) {
    super(seen.isEmpty() ? check : check + " (" + seen + ")");
  }
}
