package chat.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTextTest {
  @Test
  void printableText_staysAsItIs() {
    assertThat(QuotedText.of("早安 @dora-1")).isEqualTo("\"早安 @dora-1\"");
  }

  @Test
  void quotesAndBackslashes_areEscaped() {
    assertThat(QuotedText.of("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
  }

  @Test
  void controlCharacters_haveTheirLetterOrTheirCode() {
    assertThat(QuotedText.of("\u0007\b\f\n\r\t\u000b\u0001\u007f"))
        .isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\\x01\\x7f\"");
  }

  @Test
  void otherUnprintableCharacters_haveTheirCodePoint() {
    assertThat(QuotedText.of("\u00a0\u200b\u2028")).isEqualTo("\"\\u00a0\\u200b\\u2028\"");
    assertThat(QuotedText.of(new String(Character.toChars(0xE0001)))).isEqualTo("\"\\U000e0001\"");
  }
}
