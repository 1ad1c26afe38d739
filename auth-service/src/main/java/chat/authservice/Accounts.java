package chat.authservice;

/**
 * Tells account names that can stand in a subject. A wildcard among them would be a token for
 * everybody's subjects; with others the NATS server refuses the connection (12 ODDITY-4).
 */
final class Accounts {
  private Accounts() {}

  /** One or several subject tokens without white space, control characters and wildcards. */
  static boolean isUsable(String account) {
    return !account.isEmpty()
        && !account.startsWith(".")
        && !account.endsWith(".")
        && !account.contains("..")
        && account.codePoints().allMatch(Accounts::isUsable);
  }

  private static boolean isUsable(int c) {
    return c != '*'
        && c != '>'
        && !Character.isISOControl(c)
        && !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && Character.getType(c) != Character.SURROGATE;
  }
}
