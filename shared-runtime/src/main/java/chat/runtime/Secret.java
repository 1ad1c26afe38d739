package chat.runtime;

/**
 * A value that must never be printed: passwords and tokens of the environment.
 *
 * @param value the secret itself, empty when unset
 */
public record Secret(String value) {
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "" : "[REDACTED]";
  }
}
