package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvReaderTest {
  @Test
  void done_namesEveryProblemAtOnce() {
    var env = new EnvReader(Map.of("WORKERS", "many", "WAIT", "soon", "ON", "yes", "EMPTY", " "));
    env.required("URL", "address");
    env.requiredText("EMPTY", "text");
    env.integer("WORKERS", 3, "workers");
    env.duration("WAIT", Duration.ofSeconds(1), "wait");
    env.flag("ON", false, "switch");
    env.check(false, "A and B exclude each other");

    assertThatThrownBy(env::done)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "URL is required: address",
                        "EMPTY is empty: text",
                        "WORKERS is not a whole number of 32 bits",
                        "WAIT is not a duration such as 30s, 5m or 2h45m",
                        "ON is neither true nor false",
                        "A and B exclude each other"));
  }

  @Test
  void problems_neverRepeatAValue() {
    var env = new EnvReader(Map.of("WORKERS", "s3cret-in-the-wrong-place"));
    env.integer("WORKERS", 3, "workers");

    assertThatThrownBy(env::done).hasMessageNotContaining("s3cret");
  }

  @Test
  void emptyValue_countsAsUnsetWhereThereIsADefault() {
    var env = new EnvReader(Map.of("NAME", "", "WORKERS", "", "ON", ""));

    assertThat(env.text("NAME", "chat", "")).isEqualTo("chat");
    assertThat(env.integer("WORKERS", 3, "")).isEqualTo(3);
    assertThat(env.flag("ON", true, "")).isTrue();
    env.done();
  }

  @Test
  void required_acceptsAnExistingEmptyValue() {
    var env = new EnvReader(Map.of("URL", ""));

    assertThat(env.required("URL", "address")).isEmpty();
    env.done();
  }

  @Test
  void values_keepDollarsAndBackslashesAsTheyAre() {
    var env = new EnvReader(Map.of("PASSWORD", "a${b}\\,c$d"));

    assertThat(env.secret("PASSWORD", "").value()).isEqualTo("a${b}\\,c$d");
  }

  @Test
  void secret_isNeverPrinted() {
    var secret = new EnvReader(Map.of("PASSWORD", "hunter2")).secret("PASSWORD", "");

    assertThat(secret).hasToString("[REDACTED]");
  }

  @Test
  void list_trimsBlanksAndDropsEmptyEntries() {
    var env = new EnvReader(Map.of("HOSTS", " a:1, ,b:2,", "NONE", " , "));

    assertThat(env.list("HOSTS", "", "")).containsExactly("a:1", "b:2");
    assertThat(env.requiredList("NONE", "hosts")).isEmpty();
    assertThatThrownBy(env::done).hasMessage("NONE names no entry: hosts");
  }

  @Test
  void variables_listEverythingThatWasAskedForInOrder() {
    var env = new EnvReader(Map.of());
    env.required("URL", "address");
    env.duration("WAIT", Duration.ofMinutes(2), "wait");

    assertThat(env.variables())
        .containsExactly(
            new EnvVariable("URL", true, "", "address"),
            new EnvVariable("WAIT", false, "2m", "wait"));
  }
}
