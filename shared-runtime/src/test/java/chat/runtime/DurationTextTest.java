package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "5m, PT5M",
    "2h45m, PT2H45M",
    "1.5h, PT1H30M",
    "500ms, PT0.5S",
    "1h30m, PT1H30M",
    "300us, PT0.0003S",
    "7ns, PT0.000000007S",
    "0, PT0S",
    "-1s, PT-1S",
    "+2s, PT2S",
    ".5s, PT0.5S"
  })
  void parse_readsWhatTheExistingFleetReads(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"30", "s", "1 s", "1d", "1h30", "abc", "1s2", "999999999999h", "-", "1..5s"})
  void parse_refusesAnythingElse(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void write_isReadBackAsTheSameDuration() {
    qt().forAll(longs().between(0, 10_000_000_000_000_000L))
        .check(
            nanos ->
                DurationText.parse(DurationText.write(Duration.ofNanos(nanos))).toNanos() == nanos);
  }
}
