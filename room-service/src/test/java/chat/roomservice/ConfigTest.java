package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "NATS_URL", "nats://n",
          "MONGO_URI", "mongodb://m",
          "VALKEY_ADDRS", "v:1,w:2",
          "CASSANDRA_HOSTS", "c:9042, d",
          "VALKEY_KEY_GRACE_PERIOD", "24h");

  private static Config with(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.putAll(more);
    return Config.from(variables);
  }

  @Test
  void defaults_areTheContracts() {
    Config config = with(Map.of());

    assertThat(config.siteId()).isEqualTo("site-local");
    assertThat(config.mongo().database()).isEqualTo("chat");
    assertThat(config.cassandra().hosts()).containsExactly("c:9042", "d");
    assertThat(config.cassandra().keyspace()).isEqualTo("chat");
    assertThat(config.cassandra().connectionsPerHost()).isEqualTo(8);
    assertThat(config.maxRoomSize()).isEqualTo(1000);
    assertThat(config.maxBatchSize()).isEqualTo(1000);
    assertThat(config.memberListTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.bootstrapStreams()).isFalse();
    assertThat(config.keyGetSharedInbox()).isFalse();
    assertThat(config.process().healthAddress()).isEmpty();
  }

  @Test
  void values_areRead() {
    Config config =
        with(
            Map.of(
                "SITE_ID", "site-x",
                "MONGO_DB", "other",
                "VALKEY_KEY_GRACE_PERIOD", "1h30m",
                "MAX_ROOM_SIZE", "7",
                "MAX_BATCH_SIZE", "8",
                "MEMBER_LIST_TIMEOUT", "300ms",
                "BOOTSTRAP_STREAMS", "T",
                "KEY_GET_SHARED_INBOX", "true",
                "HEALTH_ADDR", "127.0.0.1:0"));

    assertThat(config.siteId()).isEqualTo("site-x");
    assertThat(config.nats().url()).isEqualTo("nats://n");
    assertThat(config.mongo().database()).isEqualTo("other");
    assertThat(config.keyGrace()).isEqualTo(Duration.ofMinutes(90));
    assertThat(config.maxRoomSize()).isEqualTo(7);
    assertThat(config.maxBatchSize()).isEqualTo(8);
    assertThat(config.memberListTimeout()).isEqualTo(Duration.ofMillis(300));
    assertThat(config.bootstrapStreams()).isTrue();
    assertThat(config.keyGetSharedInbox()).isTrue();
    assertThat(config.process().healthAddress()).isEqualTo("127.0.0.1:0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAX_ROOM_SIZE       | 0     | MAX_ROOM_SIZE must be greater than 0
          MAX_ROOM_SIZE       | many  | MAX_ROOM_SIZE is not a whole number of 32 bits
          MAX_BATCH_SIZE      | -1    | MAX_BATCH_SIZE must be greater than 0
          MEMBER_LIST_TIMEOUT | 0     | invalid MEMBER_LIST_TIMEOUT: must be > 0
          MEMBER_LIST_TIMEOUT | -1s   | invalid MEMBER_LIST_TIMEOUT: must be > 0
          BOOTSTRAP_STREAMS   | yes   | BOOTSTRAP_STREAMS is neither true nor false
          KEY_GET_SHARED_INBOX| 2     | KEY_GET_SHARED_INBOX is neither true nor false
          HEALTH_ADDR         | 8081x | HEALTH_ADDR is not host:port
          """)
  void wrongValues_areRefused(String name, String value, String problem) {
    assertThatThrownBy(() -> with(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(((ConfigException) e).problems()).containsExactly(problem));
  }

  @Test
  void everythingThatIsMissing_isToldAtOnce() {
    assertThatThrownBy(() -> Config.from(Map.of("MAX_ROOM_SIZE", "0")))
        .satisfies(
            e ->
                assertThat(((ConfigException) e).problems())
                    .hasSize(REQUIRED.size() + 1)
                    .allSatisfy(problem -> assertThat(problem).isNotBlank()));
  }

  @Test
  void readme_holdsTheTableAsTheServicePrintsIt() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
    assertThat(List.of(ServiceProcess.table(Main::describe).split("\n"))).hasSizeGreaterThan(10);
  }
}
