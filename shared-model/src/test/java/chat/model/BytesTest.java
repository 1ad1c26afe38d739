package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @Test
  void standardBase64_isRead() {
    assertThat(Bytes.fromBase64("+/8=").toArray()).containsExactly(0xFB, 0xFF);
    assertThat(Bytes.fromBase64("+/\r\n8=").toBase64()).isEqualTo("+/8=");
    assertThat(Bytes.fromBase64("")).isSameAs(Bytes.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-_8=", "+/8", "+/8==", "=", "A", "AA", "AAA", "AA=A", "A A=", "é==="})
  void otherForms_areRefusedWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> Bytes.fromBase64(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not standard base64 with padding")
        .hasNoCause();
  }

  @Test
  void content_cannotBeChangedFromOutside() {
    byte[] source = {1, 2};
    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes.toArray()).containsExactly(1, 2);
  }

  @Test
  void equality_isByContentAndTextIsSilent() {
    assertThat(Bytes.of(new byte[] {7}))
        .isEqualTo(Bytes.fromBase64("Bw=="))
        .hasToString("Bytes[1]");
    assertThat(Bytes.of(new byte[] {7})).isNotEqualTo(Bytes.EMPTY);
  }
}
