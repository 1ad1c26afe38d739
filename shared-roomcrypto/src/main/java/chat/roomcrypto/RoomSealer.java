package chat.roomcrypto;

import chat.model.Bytes;
import chat.model.EncryptedMessage;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;

/**
 * Seals for one room and key version (contract 14.4). Holds the parsed public key, so keep it as
 * long as the version is current. Safe for concurrent use.
 */
public final class RoomSealer {

  private final Primitives primitives;
  private final PublicKey roomKey;
  private final long version;

  RoomSealer(Primitives primitives, PublicKey roomKey, long version) {
    this.primitives = primitives;
    this.roomKey = roomKey;
    this.version = version;
  }

  /** The version that the envelopes carry. */
  public long version() {
    return version;
  }

  /** Seals UTF-8 text, which may be empty, under a fresh ephemeral key and nonce. */
  public EncryptedMessage seal(byte[] plaintext) {
    try {
      return seal(plaintext, primitives.newPair(), primitives.newNonce());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with " + primitives.library(), e);
    }
  }

  EncryptedMessage seal(byte[] plaintext, KeyPair ephemeral, byte[] nonce)
      throws GeneralSecurityException {
    byte[] sharedSecret = primitives.agree(ephemeral.getPrivate(), roomKey);
    byte[] ciphertext = primitives.encrypt(primitives.aesKey(sharedSecret), nonce, plaintext);
    byte[] point = P256.point(ephemeral.getPublic().getEncoded());
    return new EncryptedMessage(version, Bytes.of(point), Bytes.of(nonce), Bytes.of(ciphertext));
  }
}
