package chat.localfleet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What proves that whoever redeems a code is who asked for it (RFC 7636), and that an answer
 * belongs to its question.
 */
record PkceProof(String verifier, String challenge, String state) {
  private static final int BYTES = 32;

  static PkceProof fresh() {
    var random = new SecureRandom();
    String verifier = text(random);
    return new PkceProof(verifier, challengeOf(verifier), text(random));
  }

  static String challengeOf(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return base64(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
