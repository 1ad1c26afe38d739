package chat.authservice;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;

/**
 * How many logins a second one network address may ask for (12 ODDITY-3). It is the address of the
 * connection: everybody can write what they like into a forwarding header.
 */
final class RequestRate {
  private static final int REMEMBERED_ADDRESSES = 100_000;

  /** A quiet address may catch up by this much at once. */
  private static final int BURST_SECONDS = 4;

  private final int perSecond;
  private final LoadingCache<InetAddress, Bucket> buckets;

  /**
   * @param perSecond 0 = no limit
   */
  RequestRate(int perSecond, TimeMeter time) {
    this.perSecond = perSecond;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(1)) // longer than any bucket takes to fill
            .build(_ -> bucket(time));
  }

  private Bucket bucket(TimeMeter time) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(
            limit ->
                limit
                    .capacity((long) perSecond * BURST_SECONDS)
                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Counts one request; false when it is one too many. */
  boolean admits(InetAddress from) {
    return perSecond == 0 || buckets.get(from).tryConsume(1);
  }
}
