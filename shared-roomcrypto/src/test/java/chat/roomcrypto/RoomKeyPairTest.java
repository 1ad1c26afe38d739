package chat.roomcrypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomKeyPairTest {

  private static final String ORDER =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

  @Test
  void base64AndBytes_areTheSameKey() {
    RoomKeyPair pair =
        RoomKeyPair.fromBase64(GoldenVectors.ROOM_PUBLIC, GoldenVectors.ROOM_PRIVATE);

    assertThat(pair.publicKey().bytes()).isEqualTo(GoldenVectors.ROOM_PUBLIC_BYTES);
    assertThat(pair.privateKey().bytes()).isEqualTo(GoldenVectors.ROOM_PRIVATE_BYTES);
    assertThat(pair.publicKey().base64()).isEqualTo(GoldenVectors.ROOM_PUBLIC);
    assertThat(pair.privateKey().base64()).isEqualTo(GoldenVectors.ROOM_PRIVATE);
    assertThat(pair)
        .isEqualTo(
            new RoomKeyPair(
                RoomPublicKey.of(GoldenVectors.ROOM_PUBLIC_BYTES),
                RoomPrivateKey.of(GoldenVectors.ROOM_PRIVATE_BYTES)))
        .hasSameHashCodeAs(
            RoomKeyPair.fromBase64(GoldenVectors.ROOM_PUBLIC, GoldenVectors.ROOM_PRIVATE));
  }

  @Test
  void bytes_areCopies() {
    byte[] given = GoldenVectors.ROOM_PRIVATE_BYTES.clone();
    RoomPrivateKey key = RoomPrivateKey.of(given);
    given[0] ^= 1;
    key.bytes()[1] ^= 1;

    assertThat(key.bytes()).isEqualTo(GoldenVectors.ROOM_PRIVATE_BYTES);
  }

  @Test
  void toString_showsNoBytes() {
    RoomKeyPair pair =
        RoomKeyPair.fromBase64(GoldenVectors.ROOM_PUBLIC, GoldenVectors.ROOM_PRIVATE);

    assertThat(pair)
        .hasToString(
            "RoomKeyPair[publicKey=RoomPublicKey[hidden], privateKey=RoomPrivateKey[hidden]]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 64, 65, 66})
  void publicKeyOfZeros_isRefused(int length) {
    refused(RoomPublicKey::of, new byte[length]);
  }

  @Test
  void publicKeyOffTheCurve_isRefused() {
    byte[] off = GoldenVectors.ROOM_PUBLIC_BYTES.clone();
    off[64] ^= 1;

    refused(RoomPublicKey::of, off);
  }

  @Test
  void compressedOrHybridPoint_isRefused() {
    byte[] hybrid = GoldenVectors.ROOM_PUBLIC_BYTES.clone();
    hybrid[0] = 0x07;
    byte[] compressed = Arrays.copyOf(GoldenVectors.ROOM_PUBLIC_BYTES, 33);
    compressed[0] = 0x03;

    refused(RoomPublicKey::of, hybrid);
    refused(RoomPublicKey::of, compressed);
  }

  @Test
  void coordinateBeyondTheField_isRefused() {
    // x = p is 0 modulo p, and (0, sqrt(b)) lies on the curve: only the range check refuses it
    byte[] point =
        HexFormat.of()
            .parseHex(
                "04ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
                    + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
    byte[] reduced = point.clone();
    Arrays.fill(reduced, 1, 33, (byte) 0);

    assertThat(RoomPublicKey.of(reduced).bytes()).isEqualTo(reduced);
    refused(RoomPublicKey::of, point);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", ORDER + "00", "01" + ORDER})
  void privateKeyOfAnotherLength_isRefused(String hex) {
    refused(RoomPrivateKey::of, HexFormat.of().parseHex(hex));
  }

  @Test
  void scalarOutOfRange_isRefused() {
    byte[] order = HexFormat.of().parseHex(ORDER);
    byte[] last = order.clone();
    last[31]--;

    refused(RoomPrivateKey::of, new byte[32]);
    refused(RoomPrivateKey::of, order);
    assertThat(RoomPrivateKey.of(last).bytes()).isEqualTo(last);
  }

  @Test
  void textThatIsNotPaddedStandardBase64_isRefused() {
    String text = GoldenVectors.ROOM_PRIVATE;

    refused(RoomPrivateKey::fromBase64, text.substring(0, 43));
    refused(RoomPrivateKey::fromBase64, text.replace('I', '-'));
    refused(RoomPrivateKey::fromBase64, text + "\n");
    refused(RoomPrivateKey::fromBase64, "");
    refused(RoomPublicKey::fromBase64, text);
    refused(RoomPrivateKey::fromBase64, Base64.getEncoder().encodeToString(new byte[31]));
  }

  @Test
  void refusal_quotesNoKeyCharacters() {
    String text = GoldenVectors.ROOM_PRIVATE.replace('I', '-');

    assertThatThrownBy(() -> RoomPrivateKey.fromBase64(text))
        .hasMessage("private key is not base64")
        .hasNoCause();
  }

  @ParameterizedTest
  @EnumSource
  void newKeyPairs_areWellFormedAndDiffer(CryptoLibrary library) {
    RoomCrypto crypto = RoomCrypto.with(library);
    RoomKeyPair one = crypto.newKeyPair();
    RoomKeyPair other = crypto.newKeyPair();

    assertThat(one).isNotEqualTo(other);
    assertThat(RoomKeyPair.fromBase64(one.publicKey().base64(), one.privateKey().base64()))
        .isEqualTo(one);
  }

  @Test
  void shortScalar_isPaddedOnTheLeft() {
    assertThat(P256.scalar(BigInteger.ONE)).hasSize(32).endsWith(1).startsWith(0);
    assertThat(P256.scalar(new BigInteger(ORDER, 16).subtract(BigInteger.ONE)))
        .hasSize(32)
        .startsWith(0xff);
  }

  private static <T> void refused(Function<T, ?> parser, T input) {
    assertThatThrownBy(() -> parser.apply(input)).isInstanceOf(InvalidRoomKeyException.class);
  }
}
