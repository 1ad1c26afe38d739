package chat.model;

/**
 * White space by the Unicode property White_Space (contract 02 §8.3), which is wider than Java's
 * own trims.
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** The text without white space at both ends. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhiteSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isWhiteSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** True when the text is nothing but white space. */
  public static boolean isBlank(String text) {
    return text.chars().allMatch(WhiteSpace::isWhiteSpace);
  }

  private static boolean isWhiteSpace(int c) {
    return (c >= 0x09 && c <= 0x0D)
        || c == 0x20
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
