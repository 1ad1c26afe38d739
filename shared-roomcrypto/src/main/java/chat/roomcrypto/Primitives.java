package chat.roomcrypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The steps of contract 14.4 on one library. The JCA objects are made for each call: that costs
 * less than a microsecond with an explicit provider, and none of them may be shared by threads.
 *
 * @param ec does curve arithmetic
 * @param symmetric does HMAC and AES
 */
record Primitives(CryptoLibrary library, Provider ec, Provider symmetric, SecureRandom random) {

  static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;
  private static final String HMAC = "HmacSHA256";
  private static final SecretKeySpec NO_SALT = new SecretKeySpec(new byte[32], HMAC);
  private static final byte[] INFO = "room-message-encryption".getBytes(US_ASCII);

  KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", ec);
    generator.initialize(new ECGenParameterSpec(P256.CURVE));
    return generator.generateKeyPair();
  }

  byte[] newNonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  PublicKey parse(RoomPublicKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", ec).generatePublic(new X509EncodedKeySpec(P256.frame(key)));
  }

  PrivateKey parse(RoomPrivateKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", ec)
        .generatePrivate(new PKCS8EncodedKeySpec(P256.frame(key)));
  }

  /** ECDH: the X coordinate, 32 bytes. */
  byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", ec);
    agreement.init(own);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  /**
   * HKDF-SHA256 (RFC 5869) without salt. One block is all that 32 bytes need, so extract and expand
   * are one HMAC each. The JDK's {@code KDF} gives the same bytes but cannot use another provider's
   * HMAC: under C1 that is 8.6 µs instead of 1.6 µs of a 60 µs seal.
   */
  SecretKeySpec aesKey(byte[] sharedSecret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC, symmetric);
    mac.init(NO_SALT);
    byte[] extracted = mac.doFinal(sharedSecret);
    mac.init(new SecretKeySpec(extracted, HMAC));
    mac.update(INFO);
    mac.update((byte) 1);
    return new SecretKeySpec(mac.doFinal(), "AES");
  }

  byte[] encrypt(Key key, byte[] nonce, byte[] plaintext) throws GeneralSecurityException {
    return gcm(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plaintext);
  }

  /**
   * @throws javax.crypto.AEADBadTagException when the tag does not fit
   */
  byte[] decrypt(Key key, byte[] nonce, byte[] ciphertext) throws GeneralSecurityException {
    return gcm(Cipher.DECRYPT_MODE, key, nonce).doFinal(ciphertext);
  }

  private Cipher gcm(int mode, Key key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", symmetric);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
