package chat.authservice;

import io.nats.client.NKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;

/** The identity key of the chat account, with which user tokens are signed. Prints nothing. */
final class AccountKey {
  private static final Pattern SEED = Pattern.compile("S[A-Z2-7]{57}");

  private final NKey key;
  private final String publicKey;

  private AccountKey(NKey key, String publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * Reads a seed ({@code SA…}); line breaks in and around it do not matter.
   *
   * @throws IllegalArgumentException when it is none, or of another kind of key; the message does
   *     not repeat it
   */
  static AccountKey ofSeed(String seed) {
    String text = seed.replaceAll("[\r\n]", "");
    if (!SEED.matcher(text).matches()) { // the library would pass over strange characters
      throw new IllegalArgumentException("not a seed");
    }
    NKey key;
    String publicKey;
    try {
      key = NKey.fromSeed(text.toCharArray());
      publicKey = new String(key.getPublicKey());
    } catch (RuntimeException | IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not a seed");
    }
    if (key.getType() != NKey.Type.ACCOUNT) {
      throw new IllegalArgumentException("the seed of another kind of key, not of an account");
    }
    return new AccountKey(key, publicKey);
  }

  /** {@code A…}. */
  String publicKey() {
    return publicKey;
  }

  NKey key() {
    return key;
  }
}
