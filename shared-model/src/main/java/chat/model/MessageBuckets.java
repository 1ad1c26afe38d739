package chat.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The time windows that message tables are partitioned by (contract 01b §11.2).
 *
 * <p>Every service that touches those tables must use one window; another one silently reads and
 * writes other partitions.
 *
 * @param windowMillis length of a window
 */
public record MessageBuckets(long windowMillis) {
  /** The default of {@code MESSAGE_BUCKET_HOURS}. */
  public static final int DEFAULT_HOURS = 72;

  /** Checks the window. */
  public MessageBuckets {
    if (windowMillis < 1) {
      throw new IllegalArgumentException("window must be positive");
    }
  }

  /** Windows of whole hours, at least one. */
  public static MessageBuckets ofHours(int hours) {
    if (hours < 1) {
      throw new IllegalArgumentException("hours must be at least 1");
    }
    return new MessageBuckets(Duration.ofHours(hours).toMillis());
  }

  /** The start, in Unix ms, of the window that holds this time. */
  public long of(Instant time) {
    return of(time.toEpochMilli());
  }

  /**
   * The start, in Unix ms, of the window that holds this Unix ms; division truncates toward zero.
   */
  public long of(long unixMillis) {
    return unixMillis / windowMillis * windowMillis;
  }

  /** The window before. */
  public long previous(long bucket) {
    return bucket - windowMillis;
  }

  /** The window after. */
  public long next(long bucket) {
    return bucket + windowMillis;
  }
}
