package chat.model;

/** What may stand between two dots of a subject (contract 01 §4, 00 row 5). */
public final class SubjectTokens {
  private SubjectTokens() {}

  /**
   * True for one whole token: not empty, no dot, no wildcard, no white space or control character.
   */
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().noneMatch(SubjectTokens::breaksToken);
  }

  /**
   * True when the text is empty or holds {@code *} or {@code >}: no account that a subject can
   * name.
   */
  static boolean isWildcard(String text) {
    return text.isEmpty() || text.indexOf('*') >= 0 || text.indexOf('>') >= 0;
  }

  private static boolean breaksToken(int c) {
    return c == '.' || c == '*' || c == '>' || c <= ' ' || c == 0x7F;
  }
}
