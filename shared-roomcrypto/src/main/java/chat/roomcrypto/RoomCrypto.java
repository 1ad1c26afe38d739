package chat.roomcrypto;

import chat.model.EncryptedMessage;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room cryptography (contract 14.1, 14.4) on the library that was chosen at start. Safe for
 * concurrent use; holds no key.
 */
public final class RoomCrypto {

  private static final Logger log = LoggerFactory.getLogger(RoomCrypto.class);

  private final Primitives primitives;

  private RoomCrypto(Primitives primitives) {
    this.primitives = primitives;
  }

  /** On the fastest library that works here; logs which. */
  public static RoomCrypto best() {
    for (CryptoLibrary library : CryptoLibrary.values()) {
      try {
        RoomCrypto crypto = tried(library);
        log.info("room crypto runs on {}", library);
        return crypto;
      } catch (GeneralSecurityException
          | ReflectiveOperationException
          | RuntimeException
          | LinkageError e) {
        log.info("room crypto cannot use {}: {}", library, e.toString());
      }
    }
    throw new IllegalStateException("no library for room crypto works here");
  }

  /**
   * On one certain library.
   *
   * @throws IllegalStateException when it does not work here
   */
  public static RoomCrypto with(CryptoLibrary library) {
    try {
      return tried(library);
    } catch (GeneralSecurityException
        | ReflectiveOperationException
        | RuntimeException
        | LinkageError e) {
      throw new IllegalStateException("room crypto cannot use " + library, e);
    }
  }

  /** The library in use. */
  public CryptoLibrary library() {
    return primitives.library();
  }

  /** A fresh pair from a cryptographic random source. */
  public RoomKeyPair newKeyPair() {
    try {
      KeyPair pair = primitives.newPair();
      return new RoomKeyPair(
          RoomPublicKey.of(P256.point(pair.getPublic().getEncoded())),
          RoomPrivateKey.of(P256.scalar(((ECPrivateKey) pair.getPrivate()).getS())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("making a room key with " + primitives.library(), e);
    }
  }

  /** Prepares sealing for a room's current key. */
  public RoomSealer sealer(RoomPublicKey key, long version) {
    try {
      return new RoomSealer(primitives, primitives.parse(key), version);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("parsing room public key", e);
    }
  }

  /** Prepares opening with a room's key of a version. */
  public RoomOpener opener(RoomPrivateKey key, long version) {
    try {
      return new RoomOpener(primitives, primitives.parse(key), version);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("parsing room private key", e);
    }
  }

  /** A library counts as working once it has opened what it sealed. */
  private static RoomCrypto tried(CryptoLibrary library)
      throws GeneralSecurityException, ReflectiveOperationException {
    RoomCrypto crypto = new RoomCrypto(library.load());
    RoomKeyPair pair = crypto.newKeyPair();
    EncryptedMessage envelope = crypto.sealer(pair.publicKey(), 0).seal(new byte[] {'o', 'k'});
    Opening opening = crypto.opener(pair.privateKey(), 0).open(envelope);
    if (!opening.equals(new Opening.Opened("ok"))) {
      throw new GeneralSecurityException(library + " cannot open what it sealed");
    }
    return crypto;
  }
}
