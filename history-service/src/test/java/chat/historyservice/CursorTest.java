package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static Bytes hex(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "1767225600000, '', AAABm3baqAAAAA==",
    "1766966400000, '', AAABm2dnlAAAAA==",
    "1766966400000, 001000081f0203, AAABm2dnlAAABwAQAAgfAgM=",
    "0, 010203, AAAAAAAAAAAAAwECAw==",
    "-86400000, ff, //////rZpAAAAf8=",
  })
  void vectorsOfTheContract_holdInBothDirections(long bucket, String state, String text) {
    var cursor = new Cursor(bucket, hex(state));
    assertThat(cursor.encode()).isEqualTo(text);
    assertThat(Cursor.decode(text)).isEqualTo(new Cursor.Decoded.At(cursor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n"})
  void nothing_isTheFirstPage(String text) {
    assertThat(Cursor.decode(text)).isEqualTo(new Cursor.Decoded.FirstPage());
  }

  @Test
  void lineBreaksInside_areIgnored() {
    assertThat(Cursor.decode("AAABm\r\n3baq\nAAAAA=="))
        .isEqualTo(new Cursor.Decoded.At(new Cursor(1767225600000L, Bytes.EMPTY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAABm3",
        "not base64!",
        "AAABm3baqAAAAA=",
        "AAABm3baqAAAAA",
        "__________rZpAAAAf8=",
        " AAABm3baqAAAAA==",
        "AAAA",
        "AAABm3baqAAA",
        "AAABm2dnlAAABwAQAAgfAg==",
        "AAABm2dnlAAABgAQAAgfAgM=",
        "=",
        "\u0000",
      })
  void malformedCursor_isToldApart(String text) {
    assertThat(Cursor.decode(text)).isEqualTo(new Cursor.Decoded.Malformed());
  }

  @Test
  void longestState_is502Bytes() {
    var longest = new Cursor(0, Bytes.of(new byte[502]));
    assertThat(longest.encode()).hasSize(684);
    assertThat(Cursor.decode(longest.encode())).isEqualTo(new Cursor.Decoded.At(longest));
    var longer = new Cursor(0, Bytes.of(new byte[503]));
    assertThatThrownBy(longer::encode).isInstanceOf(IllegalStateException.class);
    byte[] frame = new byte[513];
    frame[8] = 1;
    frame[9] = (byte) 0xf7;
    assertThat(Cursor.decode(Base64.getEncoder().encodeToString(frame)))
        .isEqualTo(new Cursor.Decoded.Malformed());
    assertThat(Cursor.decode("A".repeat(1 << 20))).isEqualTo(new Cursor.Decoded.Malformed());
  }
}
