package chat.authservice;

/** Why a login is refused, in the contract's words (12 §8). Clients show the text. */
enum Refusal {
  TOKEN_AND_KEY_REQUIRED(400, "ssoToken and natsPublicKey are required"),
  ACCOUNT_AND_KEY_REQUIRED(400, "account and natsPublicKey are required"),
  INVALID_KEY(400, "invalid natsPublicKey format"),
  EXPIRED(401, "SSO token has expired, please re-login"),
  INVALID_TOKEN(401, "invalid SSO token"),
  /** Ours (12 ODDITY-3). */
  TOO_MANY(429, "too many login requests, please try again later"),
  /** The token may be good: nobody needs to log in again (12 ODDITY-6). */
  ISSUER_AWAY(503, "SSO issuer is unavailable, please try again later"),
  NOT_SIGNED(500, "failed to generate NATS token");

  private final int status;
  private final String text;

  Refusal(int status, String text) {
    this.status = status;
    this.text = text;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }
}
