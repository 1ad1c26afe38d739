package chat.roomcrypto;

import java.util.Base64;
import java.util.HexFormat;

/** The fixed values of contract 14.7. */
final class GoldenVectors {

  static final String ROOM_PRIVATE = "I79oHiKhvf11hqXcSPARlLEcu4FNsCfMd5uWWaaFrRI=";
  static final String ROOM_PUBLIC =
      "BBEYDh6s+PLjo5c+GZ9spuEhNlrNghdMWUv0NuWZA5fpwT5yJ17M0d726fnEGxZs+Xxi9OJeKmnAbPAs1FXD8m8=";
  static final byte[] ROOM_PRIVATE_BYTES =
      hex("23bf681e22a1bdfd7586a5dc48f01194b11cbb814db027cc779b9659a685ad12");
  static final byte[] ROOM_PUBLIC_BYTES =
      hex(
          "0411180e1eacf8f2e3a3973e199f6ca6e121365acd82174c594bf436e5990397e9"
              + "c13e72275eccd1def6e9f9c41b166cf97c62f4e25e2a69c06cf02cd455c3f26f");
  static final byte[] EPHEMERAL_PRIVATE =
      hex("a9856a25771a739bec6b6173d00975722a67b13d1fd5aca8acf4054ececf4802");
  static final byte[] EPHEMERAL_PUBLIC =
      base64(
          "BCpNFYQEyWaWrVl8DT8qBqum74J683q5uDFpuzAf5XfM7oUe2Obp/AMhCqypCRTMgopD3McPQkebWeO36t4EJjg=");
  static final byte[] SHARED_SECRET =
      hex("859cb03a4376cd39b491aff8377e210860e5e5b8957e283f43ee066cac385a2f");
  static final byte[] AES_KEY =
      hex("7085e23bc907e0a39ef92bce081b809507c416ff14f25aef0f94309bcaf5955b");
  static final byte[] NONCE = hex("0102030405060708090a0b0c");

  /** A plaintext and what it becomes under the key, ephemeral key and nonce above. */
  record Sealed(String plaintext, byte[] ciphertext) {}

  static final Sealed[] SEALED = {
    new Sealed("hello dora", hex("4cd339847f90b09a8139b448192435511b2d761fc63a73cd5beb")),
    new Sealed("", hex("5262b149b353618f13708249a5235a74")),
    new Sealed(
        "{\"id\":\"mZ4\",\"content\":\"早安\"}",
        base64("X5Q8jDKK9pipbBjHm933Rjx9aTjBl+uAArKRi4TQzn1yipPCYU9iaXujZO5kCmk=")),
  };

  private GoldenVectors() {}

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }
}
