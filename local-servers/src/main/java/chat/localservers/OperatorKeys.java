package chat.localservers;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.support.JwtUtils;
import io.nats.client.support.JwtUtils.Permission;
import io.nats.client.support.JwtUtils.UserClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

/**
 * The login material of a local fleet: one operator, the system account and the chat account, the
 * same at every site. It lies in a folder that {@link LocalOperator} fills.
 *
 * @param folder readable by its owner only
 */
public record OperatorKeys(Path folder) {

  static final String AUTH = "auth.conf";
  static final String SEED = "account.seed";
  static final String ACCOUNT = "account.pub";
  static final String BACKEND = "backend.creds";
  static final String LEAF = "leaf.creds";

  /** What services log in with: {@code NATS_CREDS_FILE}. */
  public Path backendCreds() {
    return folder.resolve(BACKEND);
  }

  /** What a site's JetStream server logs in with at its hub. */
  public Path leafCreds() {
    return folder.resolve(LEAF);
  }

  /** Public key of the chat account. */
  public String account() throws IOException {
    return Files.readString(folder.resolve(ACCOUNT)).strip();
  }

  /** Seed of the chat account's identity key, a secret: {@code AUTH_SIGNING_KEY}. */
  public String accountSeed() throws IOException {
    return Files.readString(folder.resolve(SEED)).strip();
  }

  /** The block that a server's configuration needs to accept these logins. */
  public String serverAuth() throws IOException {
    return Files.readString(folder.resolve(AUTH));
  }

  /**
   * The token that auth-service would hand to a client (contract 12 §6).
   *
   * @param userPublicKey of the key pair that the client keeps
   */
  public String userToken(String userPublicKey, String account, Instant issuedAt, Duration life)
      throws IOException, GeneralSecurityException {
    String own = "chat.user." + account + ".>";
    var claim =
        new UserClaim(null)
            .pub(new Permission().allow(own, "_INBOX.>"))
            .sub(new Permission().allow(own, "chat.room.>", "_INBOX.>"));
    NKey key = NKey.fromSeed(accountSeed().toCharArray());
    String issuer = new String(key.getPublicKey());
    return JwtUtils.issueJWT(
        key, userPublicKey, null, life, issuedAt.getEpochSecond(), issuer, claim);
  }

  /** Logs a client in as the account, with a fresh key pair. */
  public AuthHandler login(String account, Instant issuedAt, Duration life)
      throws IOException, GeneralSecurityException {
    NKey user = NKey.createUser(null);
    String token = userToken(new String(user.getPublicKey()), account, issuedAt, life);
    return Nats.staticCredentials(token.toCharArray(), user.getSeed());
  }
}
