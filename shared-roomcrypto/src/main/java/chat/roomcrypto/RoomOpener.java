package chat.roomcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.EncryptedMessage;
import chat.roomcrypto.Opening.Opened;
import chat.roomcrypto.Opening.Reason;
import chat.roomcrypto.Opening.Refused;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.AEADBadTagException;

/**
 * Opens what was sealed for one room and key version (contract 14.4). Holds the parsed private key.
 * Safe for concurrent use.
 */
public final class RoomOpener {

  private static final int TAG_BYTES = 16;

  private final Primitives primitives;
  private final PrivateKey roomKey;
  private final long version;

  RoomOpener(Primitives primitives, PrivateKey roomKey, long version) {
    this.primitives = primitives;
    this.roomKey = roomKey;
    this.version = version;
  }

  /** The version whose envelopes this opens. */
  public long version() {
    return version;
  }

  /** Opens an envelope that may come from anybody: nothing in it makes this throw. */
  public Opening open(EncryptedMessage envelope) {
    if (envelope.version() != version) {
      return new Refused(Reason.OTHER_VERSION);
    }
    RoomPublicKey ephemeral;
    try {
      ephemeral = RoomPublicKey.of(envelope.ephemeralPublicKey().toArray());
    } catch (InvalidRoomKeyException _) {
      return new Refused(Reason.BAD_EPHEMERAL_KEY);
    }
    if (envelope.nonce().length() != Primitives.NONCE_BYTES) {
      return new Refused(Reason.BAD_NONCE);
    }
    if (envelope.ciphertext().length() < TAG_BYTES) {
      return new Refused(Reason.NOT_AUTHENTIC);
    }
    return open(ephemeral, envelope);
  }

  private Opening open(RoomPublicKey ephemeral, EncryptedMessage envelope) {
    try {
      PublicKey other = primitives.parse(ephemeral);
      byte[] sharedSecret = primitives.agree(roomKey, other);
      byte[] plaintext =
          primitives.decrypt(
              primitives.aesKey(sharedSecret),
              envelope.nonce().toArray(),
              envelope.ciphertext().toArray());
      return new Opened(new String(plaintext, UTF_8));
    } catch (AEADBadTagException _) {
      return new Refused(Reason.NOT_AUTHENTIC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening with " + primitives.library(), e);
    }
  }
}
