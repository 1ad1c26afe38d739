package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.1Z, 2026-01-01T00:00:00.100Z",
    "2026-02-02T02:41:07.918273645Z, 2026-02-02T02:41:07.918273645Z",
    "2026-01-01T08:00:00+08:00, 2026-01-01T00:00:00Z",
    "2025-12-31T14:30:00.5-09:30, 2026-01-01T00:00:00.500Z",
    "2026-01-01T20:00:00+20:00, 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00-00:00, 2026-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999999Z"
  })
  void rfc3339_isRead(String text, Instant expected) {
    assertThat(Timestamps.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01t00:00:00z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+08",
        "2026-01-01T00:00:00+0800",
        "2026-01-01T00:00:00+08:60",
        "2026-01-01T00:00:00+25:00",
        "2026-01-01T00:00:00ZZ",
        "2026-01-01T00:00:00Z ",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z",
        "+2026-01-01T00:00:00Z",
        "２026-01-01T00:00:00Z",
        "1767225600123"
      })
  void anythingElse_isRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(DateTimeParseException.class)
        .hasMessage("not an RFC 3339 time");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.120Z, 2026-01-01T00:00:00.12Z",
    "2026-01-01T00:00:00.000001Z, 2026-01-01T00:00:00.000001Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
  })
  void writing_dropsTrailingZeros(Instant time, String expected) {
    assertThat(Timestamps.format(time)).isEqualTo(expected);
  }

  @Test
  void yearsOfFiveDigits_haveNoForm() {
    assertThatThrownBy(() -> Timestamps.format(Instant.ofEpochMilli(Long.MAX_VALUE)))
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void unset_isNoTimeOrTheZeroTime() {
    assertThat(Timestamps.isUnset(null)).isTrue();
    assertThat(Timestamps.isUnset(Instant.ofEpochMilli(-62135596800000L))).isTrue();
    assertThat(Timestamps.isUnset(Instant.EPOCH)).isFalse();
  }

  @Test
  void everyTime_survivesARoundTrip() {
    qt().forAll(
            longs().between(-62_167_219_200L, 253_402_300_799L), integers().between(0, 999_999_999))
        .check(
            (seconds, nanos) -> {
              Instant time = Instant.ofEpochSecond(seconds, nanos);
              return Timestamps.parse(Timestamps.format(time)).equals(time);
            });
  }
}
