package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "nats-server: v2.10.27, 2.10.27",
    "Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0, 8.0.1",
    "2.11, 2.11.0"
  })
  void text_holdsAVersion_isRead(String text, String version) {
    assertThat(Version.in(text).orElseThrow()).hasToString(version);
  }

  @Test
  void text_withoutNumbers_isEmpty() {
    assertThat(Version.in("nats-server: dev")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2.9.10, false", "2.10.0, true", "2.10, true", "2.11.1, true", "3.0, true"})
  void version_comparesByNumberNotByText(String version, boolean recent) {
    var oldest = new Version(2, 10, 0);
    assertThat(Version.in(version).orElseThrow().atLeast(oldest)).isEqualTo(recent);
  }
}
