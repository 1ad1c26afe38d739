package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
import chat.runtime.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private static Config with(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(Map.of("VALKEY_ADDRS", "v:1"));
    variables.putAll(more);
    return Config.from(variables);
  }

  @Test
  void defaults_areTheContracts() {
    Config config = with(Map.of());

    assertThat(config.siteId()).isEqualTo("site-local");
    assertThat(config.nats().url()).isEqualTo("nats://localhost:4222");
    assertThat(config.mongo().uri().value()).isEqualTo("mongodb://localhost:27017");
    assertThat(config.mongo().database()).isEqualTo("chat");
    assertThat(config.keyGrace()).isEqualTo(Duration.ofHours(24));
    assertThat(config.consumer())
        .isEqualTo(new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true));
    assertThat(config.maxWorkers()).isEqualTo(100);
    assertThat(config.keyFanoutWorkers()).isEqualTo(32);
    assertThat(config.rotateOnJoin()).isEqualTo(RotateOnJoin.NEVER);
    assertThat(config.keyReplication()).isFalse();
    assertThat(config.bootstrapStreams()).isFalse();
    assertThat(config.process().healthAddress()).isEmpty();
  }

  @Test
  void values_areRead() {
    Config config =
        with(
            Map.of(
                "SITE_ID", "site-x",
                "VALKEY_KEY_GRACE_PERIOD", "1m",
                "MAX_WORKERS", "7",
                "KEY_FANOUT_WORKERS", "-1",
                "ROOM_KEY_ROTATE_ON_JOIN", "restricted",
                "ROOM_KEY_REPLICATION_ENABLED", "true",
                "BOOTSTRAP_STREAMS", "true",
                "CONSUMER_MAX_DELIVER", "3",
                "HEALTH_ADDR", "127.0.0.1:0"));

    assertThat(config.siteId()).isEqualTo("site-x");
    assertThat(config.keyGrace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.maxWorkers()).isEqualTo(7);
    assertThat(config.keyFanoutWorkers()).isEqualTo(-1);
    assertThat(config.rotateOnJoin()).isEqualTo(RotateOnJoin.RESTRICTED);
    assertThat(config.keyReplication()).isTrue();
    assertThat(config.bootstrapStreams()).isTrue();
    assertThat(config.consumer().maxDeliver()).isEqualTo(3);
    assertThat(config.process().healthAddress()).isEqualTo("127.0.0.1:0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VALKEY_KEY_GRACE_PERIOD | 0      | VALKEY_KEY_GRACE_PERIOD must be a positive duration
          VALKEY_KEY_GRACE_PERIOD | -1s    | VALKEY_KEY_GRACE_PERIOD must be a positive duration
          MAX_WORKERS             | 0      | MAX_WORKERS must be at least 1
          KEY_FANOUT_WORKERS      | many   | KEY_FANOUT_WORKERS is not a whole number of 32 bits
          ROOM_KEY_ROTATE_ON_JOIN | Always | ROOM_KEY_ROTATE_ON_JOIN is none of never, restricted, always
          ROOM_KEY_REPLICATION_ENABLED | on | ROOM_KEY_REPLICATION_ENABLED is neither true nor false
          BOOTSTRAP_STREAMS       | yes    | BOOTSTRAP_STREAMS is neither true nor false
          """)
  void wrongValues_areRefused(String name, String value, String problem) {
    assertThatThrownBy(() -> with(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(((ConfigException) e).problems()).containsExactly(problem));
  }

  @Test
  void valkey_isRequired() {
    assertThatThrownBy(() -> Config.from(Map.of()))
        .satisfies(
            e ->
                assertThat(((ConfigException) e).problems())
                    .singleElement()
                    .asString()
                    .startsWith("VALKEY_ADDRS is required"));
  }

  @Test
  void readme_holdsTheTableAsTheServicePrintsIt() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }
}
