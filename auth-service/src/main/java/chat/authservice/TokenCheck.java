package chat.authservice;

import chat.authservice.TokenVerdict.Expired;
import chat.authservice.TokenVerdict.Invalid;
import chat.authservice.TokenVerdict.Undecided;
import chat.authservice.TokenVerdict.Valid;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges single-sign-on tokens, check by check in the contract's order (12 §4.2). */
final class TokenCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final String issuer;
  private final Set<String> audiences;
  private final Signatures signatures;
  private final Clock clock;

  TokenCheck(String issuer, Set<String> audiences, Signatures signatures, Clock clock) {
    this.issuer = issuer;
    this.audiences = Set.copyOf(audiences);
    this.signatures = signatures;
    this.clock = clock;
  }

  TokenVerdict judge(String text) {
    SsoToken token;
    try {
      token = SsoToken.parse(text); // 1
    } catch (ParseException e) {
      return new Invalid("malformed token");
    }
    JWTClaimsSet claims = token.claims();
    if (!issuer.equals(claims.getIssuer())) { // 2
      return new Invalid("token of another issuer");
    }
    Instant now = clock.instant();
    Date expiry = claims.getExpirationTime();
    if (expiry == null || expiry.toInstant().isBefore(now)) { // 3
      return new Expired(
          expiry == null ? "token without expiry" : "expired at " + expiry.toInstant());
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().isAfter(now.plus(CLOCK_SKEW))) { // 4
      return new Invalid("token of the future");
    }
    return switch (signatures.verify(token)) { // 5
      case GOOD -> accept(claims);
      case BAD_HEADER -> new Invalid("header or algorithm not accepted");
      case BAD -> new Invalid("no key of the issuer verifies the signature");
      case UNDECIDED -> new Undecided("the issuer's keys cannot be fetched");
    };
  }

  private TokenVerdict accept(JWTClaimsSet claims) {
    if (Collections.disjoint(claims.getAudience(), audiences)) { // 6
      LOG.atWarn()
          .addKeyValue("token_aud", claims.getAudience())
          .addKeyValue("allowed", audiences)
          .log("oidc audience mismatch");
      return new Invalid("token for another audience");
    }
    try {
      return new Valid(SsoClaims.of(claims)); // 7
    } catch (ParseException e) {
      return new Invalid("a claim is no text");
    }
  }
}
