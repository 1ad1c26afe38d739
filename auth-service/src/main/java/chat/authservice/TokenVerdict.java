package chat.authservice;

/** What a single-sign-on token is worth. Reasons are for the log and never repeat the token. */
sealed interface TokenVerdict {
  record Valid(SsoClaims claims) implements TokenVerdict {}

  record Expired(String reason) implements TokenVerdict {}

  record Invalid(String reason) implements TokenVerdict {}

  /** Nobody can say: the issuer's keys cannot be had. */
  record Undecided(String reason) implements TokenVerdict {}
}
