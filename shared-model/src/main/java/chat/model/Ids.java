package chat.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids, and tells valid ones (contract 01 §3). Safe for use by many threads. */
public final class Ids {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(62);
  private static final int ROOM_ID_LENGTH = 17;
  private static final int MESSAGE_ID_LENGTH = 20;
  private static final int COUNTER_BITS = 12;
  private static final int LEGACY_MESSAGE_ID_LENGTH = 17;

  private final Clock clock;
  private final SecureRandom random;

  /** Of the last UUID: milliseconds and, below them, a counter. */
  private final AtomicLong ticks = new AtomicLong();

  /** Ids with the time of this clock in them. */
  public Ids(Clock clock) {
    this(clock, new SecureRandom());
  }

  Ids(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Random base62, 17 characters, for channels. */
  public String newRoomId() {
    return randomBase62(ROOM_ID_LENGTH);
  }

  /** Random base62, 20 characters. */
  public String newMessageId() {
    return randomBase62(MESSAGE_ID_LENGTH);
  }

  /**
   * UUIDv7 as 32 lower-case hex digits, for stored documents. Later ones are greater, also within a
   * millisecond: members who join together are listed in the order in which they were stored.
   */
  public String newEntityId() {
    return HexFormat.of().formatHex(uuidV7());
  }

  /** UUIDv7 with hyphens, lower case. */
  public String newRequestId() {
    String hex = newEntityId();
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  private String randomBase62(int length) {
    StringBuilder id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      id.append(BASE62.charAt(random.nextInt(62)));
    }
    return id.toString();
  }

  private static long later(long before, long now) {
    return Math.max(before + 1, now);
  }

  private byte[] uuidV7() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    long tick = ticks.accumulateAndGet(clock.millis() << COUNTER_BITS, Ids::later);
    long millis = tick >>> COUNTER_BITS;
    for (int i = 0; i < 6; i++) {
      bytes[i] = (byte) (millis >>> (8 * (5 - i)));
    }
    bytes[6] = (byte) ((tick >>> 8 & 0x0F) | 0x70);
    bytes[7] = (byte) tick;
    bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
    return bytes;
  }

  /** The two user ids in byte order, joined without a separator (contract 01 §3.3). */
  public static String dmRoomId(String userId, String otherUserId) {
    return compareBytes(userId, otherUserId) <= 0 ? userId + otherUserId : otherUserId + userId;
  }

  /** Order of the UTF-8 bytes, which differs from the order of Java's strings beyond the BMP. */
  static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The id of a system message: the same at every run of a job (contract 01 §3.4).
   *
   * @param seed request id as received, else {@link DedupIds#memberSeed}
   */
  public static String systemMessageId(String seed, SystemMessageSuffix suffix) {
    byte[] digest = sha256((seed + ":" + suffix.text()).getBytes(StandardCharsets.UTF_8));
    BigInteger rest = new BigInteger(1, digest, 0, 16);
    char[] id = new char[MESSAGE_ID_LENGTH];
    for (int i = id.length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(RADIX);
      id[i] = BASE62.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(id);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 17 or 20 characters of base62. */
  public static boolean isMessageId(String id) {
    return (id.length() == MESSAGE_ID_LENGTH || id.length() == LEGACY_MESSAGE_ID_LENGTH)
        && id.chars().allMatch(c -> BASE62.indexOf(c) >= 0);
  }

  /** 36 characters in the form of a hyphenated UUID of any version, either case. */
  public static boolean isRequestId(String id) {
    if (id.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? id.charAt(i) != '-' : !HexFormat.isHexDigit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A UUIDv7 as 32 lower-case hex digits. */
  public static boolean isEntityId(String id) {
    return id.length() == 32
        && id.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)
        && id.charAt(12) == '7'
        && "89ab".indexOf(id.charAt(16)) >= 0;
  }
}
