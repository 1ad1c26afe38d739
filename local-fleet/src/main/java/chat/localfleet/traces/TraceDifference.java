package chat.localfleet.traces;

/**
 * A place where two traces of one case disagree.
 *
 * @param path where, with {@code /} between the steps and list positions as numbers
 * @param expected as the other fleet had it; empty when it had nothing there
 * @param actual as this fleet has it; empty when it has nothing there
 */
public record TraceDifference(String path, String expected, String actual) {
  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(path, shown(expected), shown(actual));
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "nothing";
    }
    return value.length() > 120 ? value.substring(0, 120) + "…" : value;
  }
}
