package chat.authservice;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The issuer's public keys (12 §4.2): fetched on first need, kept, fetched anew when none of them
 * verifies a token. Parallel fetches are one. Kept keys grow old, so that one that the issuer takes
 * back is not honoured for ever; while the issuer is away the old ones go on.
 */
final class IssuerKeys {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration USABLE_WHILE_AWAY = Duration.ofDays(1);
  private static final Duration FETCH_WAIT = Duration.ofSeconds(15);

  /** Forged tokens must not make us ask the issuer at their rate: two fetches in this time. */
  static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

  private final JWKSetSource<SecurityContext> kept;
  private final JWKSetSource<SecurityContext> keptLonger;
  private final Clock clock;

  IssuerKeys(URL address, ResourceRetriever fetch, Clock clock) {
    JWKSetSource<SecurityContext> fetched = new URLBasedJWKSetSource<>(address, fetch);
    JWKSetSource<SecurityContext> bounded =
        new RateLimitedJWKSetSource<>(fetched, FETCH_INTERVAL.toMillis(), null);
    this.kept = new CachingJWKSetSource<>(bounded, FRESH.toMillis(), FETCH_WAIT.toMillis(), null);
    this.keptLonger = new OutageTolerantJWKSetSource<>(kept, USABLE_WHILE_AWAY.toMillis(), null);
    this.clock = clock;
  }

  /**
   * The keys at hand; fetched when there are none.
   *
   * @throws KeySourceException when there are none and none can be fetched
   */
  JWKSet known() throws KeySourceException {
    return keptLonger.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), null);
  }

  /**
   * Keys fetched after the given ones were; empty when they were fetched too often lately.
   *
   * @throws KeySourceException when they cannot be fetched
   */
  Optional<JWKSet> newerThan(JWKSet seen) throws KeySourceException {
    try {
      return Optional.of(
          kept.getJWKSet(
              JWKSetCacheRefreshEvaluator.referenceComparison(seen), clock.millis(), null));
    } catch (RateLimitReachedException e) {
      return Optional.empty();
    }
  }
}
