package chat.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes the text of a JSON body well-formed Unicode before it is parsed (contract 01 §1.2, 00 row
 * 7).
 *
 * <p>Parsers differ in what they do with broken UTF-8 and with lone surrogates; some fail, some
 * pass them on to stores that fail later. Here every broken byte and every lone surrogate escape
 * becomes U+FFFD, as the existing fleet does.
 */
final class JsonText {
  private static final char REPLACEMENT = '\uFFFD';

  private JsonText() {}

  static String of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    // the JDK puts one replacement where several bytes form one broken sequence; the fleet counts
    // bytes
    if (text.indexOf(REPLACEMENT) >= 0) {
      text = replacingEachByte(body);
    }
    return text.contains("\\u") ? mendSurrogateEscapes(text) : text;
  }

  private static String replacingEachByte(byte[] body) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(body.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put(REPLACEMENT);
      }
      in.position(in.position() + result.length());
      decoder.reset();
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /**
   * Rewrites only escapes; a backslash outside a string is a syntax error that the parser reports.
   */
  private static String mendSurrogateEscapes(String text) {
    StringBuilder mended = new StringBuilder(text);
    int at = 0;
    while (at < mended.length() - 1) {
      if (mended.charAt(at) != '\\') {
        at++;
        continue;
      }
      int unit = escapedUnit(mended, at);
      if (!isSurrogate(unit)) {
        at += 2;
      } else if (isHigh(unit) && isLow(escapedUnit(mended, at + 6))) {
        at += 12;
      } else {
        mended.replace(at, at + 6, "\\ufffd");
        at += 6;
      }
    }
    return mended.toString();
  }

  /** The UTF-16 unit of the escape that begins at this place, or -1 when there is none. */
  private static int escapedUnit(CharSequence text, int at) {
    if (at + 6 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  private static boolean isSurrogate(int unit) {
    return unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
  }

  private static boolean isHigh(int unit) {
    return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
  }

  private static boolean isLow(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }
}
