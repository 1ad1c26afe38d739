package chat.roomcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import java.security.KeyPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every library gives and takes the fixed values of contract 14.7. */
class GoldenVectorsTest {

  @ParameterizedTest
  @EnumSource
  void eachStep_givesTheFixedValue(CryptoLibrary library) throws Exception {
    Primitives primitives = library.load();
    var ephemeral = primitives.parse(RoomPrivateKey.of(GoldenVectors.EPHEMERAL_PRIVATE));
    var room = primitives.parse(RoomPublicKey.of(GoldenVectors.ROOM_PUBLIC_BYTES));

    byte[] secret = primitives.agree(ephemeral, room);

    assertThat(secret).isEqualTo(GoldenVectors.SHARED_SECRET);
    assertThat(primitives.aesKey(secret).getEncoded()).isEqualTo(GoldenVectors.AES_KEY);
  }

  @ParameterizedTest
  @EnumSource
  void seal_givesTheFixedEnvelope(CryptoLibrary library) throws Exception {
    Primitives primitives = library.load();
    KeyPair ephemeral =
        new KeyPair(
            primitives.parse(RoomPublicKey.of(GoldenVectors.EPHEMERAL_PUBLIC)),
            primitives.parse(RoomPrivateKey.of(GoldenVectors.EPHEMERAL_PRIVATE)));
    RoomSealer sealer =
        RoomCrypto.with(library).sealer(RoomPublicKey.fromBase64(GoldenVectors.ROOM_PUBLIC), 3);

    for (GoldenVectors.Sealed sealed : GoldenVectors.SEALED) {
      EncryptedMessage envelope =
          sealer.seal(sealed.plaintext().getBytes(UTF_8), ephemeral, GoldenVectors.NONCE);

      assertThat(envelope.version()).isEqualTo(3);
      assertThat(envelope.ephemeralPublicKey().toArray()).isEqualTo(GoldenVectors.EPHEMERAL_PUBLIC);
      assertThat(envelope.nonce().toArray()).isEqualTo(GoldenVectors.NONCE);
      assertThat(envelope.ciphertext().toArray()).isEqualTo(sealed.ciphertext());
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_readsTheFixedEnvelope(CryptoLibrary library) {
    RoomOpener opener =
        RoomCrypto.with(library).opener(RoomPrivateKey.fromBase64(GoldenVectors.ROOM_PRIVATE), 3);

    for (GoldenVectors.Sealed sealed : GoldenVectors.SEALED) {
      EncryptedMessage envelope =
          new EncryptedMessage(
              3,
              Bytes.of(GoldenVectors.EPHEMERAL_PUBLIC),
              Bytes.of(GoldenVectors.NONCE),
              Bytes.of(sealed.ciphertext()));

      assertThat(opener.open(envelope)).isEqualTo(new Opening.Opened(sealed.plaintext()));
    }
  }
}
