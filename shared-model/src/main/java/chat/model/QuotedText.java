package chat.model;

/**
 * Text in double quotes as error texts show it (contract 07 §5, 02 §5): backslashes before quotes
 * and backslashes, control characters escaped, printable Unicode as it is.
 */
public final class QuotedText {
  private static final String CONTROLS = "\u0007\b\f\n\r\t\u000b";
  private static final String LETTERS = "abfnrtv";

  private QuotedText() {}

  public static String of(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    int control = CONTROLS.indexOf(c);
    if (c == '"' || c == '\\') {
      quoted.append('\\').append((char) c);
    } else if (control >= 0) {
      quoted.append('\\').append(LETTERS.charAt(control));
    } else if (c < 0x20 || c == 0x7f) {
      quoted.append("\\x%02x".formatted(c));
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
    }
  }

  /** Letters, marks, numbers, punctuation, symbols, and of the spaces only the ASCII one. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
