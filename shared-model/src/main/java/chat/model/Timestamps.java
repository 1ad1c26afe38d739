package chat.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time as text (RFC 3339) and what "not set" looks like on the wire and in the stores (contract 01
 * §1.3, §1.4).
 */
public final class Timestamps {
  /** What a time that is always written holds when nobody set it: {@code 0001-01-01T00:00:00Z}. */
  public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final DateTimeFormatter WRITER =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(java.util.Locale.ROOT);

  private Timestamps() {}

  /** True when there is no time, or only the zero time. */
  public static boolean isUnset(@Nullable Instant time) {
    return time == null || time.equals(ZERO);
  }

  /** Cuts to milliseconds, the precision of every store (contract 01 §1.3). */
  public static Instant toMillis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * UTC text without trailing zeros in the fraction.
   *
   * @throws DateTimeException when the year does not have four digits: RFC 3339 cannot express it
   */
  public static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > 9999) {
      throw new DateTimeException("year outside 0000-9999");
    }
    return WRITER.format(utc);
  }

  /**
   * Reads RFC 3339 with any numeric offset and one to nine digits of a fraction.
   *
   * @throws DateTimeParseException for anything else; the message does not repeat the text
   */
  public static Instant parse(String text) {
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, expect(text, 4, '-'), 7),
              number(text, expect(text, 7, '-'), 10),
              number(text, expect(text, 10, 'T'), 13),
              number(text, expect(text, 13, ':'), 16),
              number(text, expect(text, 16, ':'), 19));
      int zone = endOfFraction(text);
      return local
          .plusNanos(fraction(text, zone))
          .toInstant(ZoneOffset.UTC)
          .minusSeconds(offsetSeconds(text, zone));
    } catch (DateTimeException | IndexOutOfBoundsException _) {
      throw new DateTimeParseException("not an RFC 3339 time", "", 0);
    }
  }

  private static int endOfFraction(String text) {
    if (text.charAt(19) != '.') {
      return 19;
    }
    int end = 20;
    while (isDigit(text.charAt(end))) {
      end++;
    }
    if (end == 20 || end > 29) {
      throw new DateTimeException("fraction");
    }
    return end;
  }

  private static int fraction(String text, int end) {
    int nanos = 0;
    for (int i = 20; i < 29; i++) {
      nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return nanos;
  }

  private static int offsetSeconds(String text, int zone) {
    char sign = text.charAt(zone);
    if (sign == 'Z' && text.length() == zone + 1) {
      return 0;
    }
    int hours = number(text, zone + 1, zone + 3);
    int minutes = number(text, expect(text, zone + 3, ':'), zone + 6);
    if ((sign != '+' && sign != '-') || text.length() != zone + 6 || hours > 24 || minutes > 59) {
      throw new DateTimeException("offset");
    }
    return (sign == '+' ? 1 : -1) * (hours * 60 + minutes) * 60;
  }

  private static int expect(String text, int at, char wanted) {
    if (text.charAt(at) != wanted) {
      throw new DateTimeException("separator");
    }
    return at + 1;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        throw new DateTimeException("digit");
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
