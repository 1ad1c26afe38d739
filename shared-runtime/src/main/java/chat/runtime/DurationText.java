package chat.runtime;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the environment writes them: {@code 30s}, {@code 2h45m}, {@code 1.5h} (01b §19). */
final class DurationText {
  private static final Pattern TERM =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private DurationText() {}

  /**
   * @throws IllegalArgumentException when the text is no duration or does not fit 64 bits of
   *     nanoseconds
   */
  static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    Matcher term = TERM.matcher(rest);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < rest.length() && term.find(end) && term.start() == end) {
      long unit = NANOS.getOrDefault(term.group(2), 0L);
      nanos = nanos.add(new BigDecimal(term.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = term.end();
    }
    if (end == 0
        || end != rest.length()
        || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("not a duration such as 30s, 5m or 2h45m");
    }
    return Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue());
  }

  /** The shortest text that {@link #parse} reads back: {@code 30s}, {@code 2m}, {@code 1h30m}. */
  static String write(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toNanos() + "ns";
    }
    String text = part(duration.toHours(), "h") + part(duration.toMinutesPart(), "m");
    return text + part(duration.toSecondsPart(), "s") + part(duration.toMillisPart(), "ms");
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
