package chat.authservice;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import io.nats.client.support.JwtUtils.Permission;
import io.nats.client.support.JwtUtils.UserClaim;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Makes NATS user tokens, offline: the server knows the account key and nothing else (12 §6). */
final class UserTokens {
  private static final Pattern USER_KEY = Pattern.compile("U[A-Z2-7]{55}");

  private final AccountKey account;
  private final Duration life;
  private final Clock clock;

  UserTokens(AccountKey account, Duration life, Clock clock) {
    this.account = account;
    this.life = life;
    this.clock = clock;
  }

  /** A public user key: kind, length and checksum are right (12 §7). */
  static boolean isUserKey(String text) {
    try {
      return USER_KEY.matcher(text).matches() && NKey.isValidPublicUserKey(text.toCharArray());
    } catch (RuntimeException e) { // the library's way of saying no to some texts
      return false;
    }
  }

  /**
   * A token for the holder of the user key.
   *
   * @param accountName one that {@link Accounts#isUsable} passes
   * @throws GeneralSecurityException when it cannot be signed
   */
  String mint(String accountName, String userKey) throws GeneralSecurityException, IOException {
    String own = "chat.user." + accountName + ".>";
    var claim =
        new UserClaim(null)
            .pub(new Permission().allow(own, "_INBOX.>"))
            .sub(new Permission().allow(own, "chat.room.>", "_INBOX.>"));
    Instant now = clock.instant();
    long issued = now.getEpochSecond();
    Duration wholeSeconds = Duration.ofSeconds(now.plus(life).getEpochSecond() - issued);
    return JwtUtils.issueJWT(
        account.key(), userKey, null, wholeSeconds, issued, account.publicKey(), claim);
  }
}
