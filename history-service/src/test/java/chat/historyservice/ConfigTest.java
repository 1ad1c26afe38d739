package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.CassandraConfig;
import chat.stores.MongoConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("NATS_URL", "nats://n:1", "MONGO_URI", "mongodb://m:2", "CASSANDRA_HOSTS", "c");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put(name, value);
    return env;
  }

  @Test
  void onlyWhatIsRequired_givesTheDefaultsOfTheContract() {
    Config config = Config.from(REQUIRED);
    assertThat(config)
        .isEqualTo(
            new Config(
                "site-local",
                new NatsConfig("nats://n:1", "", "", "chat.server.response"),
                new MongoConfig(new Secret("mongodb://m:2"), "chat", "", new Secret("")),
                new CassandraConfig(List.of("c"), "chat", "", new Secret(""), 8),
                72,
                122,
                365,
                Duration.ofSeconds(8),
                new ProcessConfig("")));
    assertThat(config.reachesTheFloor()).isTrue();
  }

  @Test
  void everyVariable_isRead() throws Exception {
    Path creds = Files.createTempFile("creds", "");
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put("SITE_ID", "north");
    env.put("NATS_CREDS_FILE", creds.toString());
    env.put("HOSTNAME", "host");
    env.put("NATS_INBOX_PREFIX", "in");
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "u");
    env.put("MONGO_PASSWORD", "p");
    env.put("CASSANDRA_KEYSPACE", "ks");
    env.put("CASSANDRA_USERNAME", "cu");
    env.put("CASSANDRA_PASSWORD", "cp");
    env.put("CASSANDRA_NUM_CONNS", "2");
    env.put("MESSAGE_BUCKET_HOURS", "24");
    env.put("MESSAGE_READ_MAX_BUCKETS", "3");
    env.put("MESSAGE_HISTORY_FLOOR_DAYS", "4");
    env.put("HISTORY_REQUEST_TIMEOUT", "2s");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    Config config = Config.from(env);
    assertThat(config)
        .isEqualTo(
            new Config(
                "north",
                new NatsConfig("nats://n:1", creds.toString(), "host", "in"),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "u", new Secret("p")),
                new CassandraConfig(List.of("c"), "ks", "cu", new Secret("cp"), 2),
                24,
                3,
                4,
                Duration.ofSeconds(2),
                new ProcessConfig("127.0.0.1:0")));
    assertThat(config.reachesTheFloor()).isFalse();
    var reader = new EnvReader(env);
    Config.read(reader);
    assertThat(reader.variables())
        .filteredOn(variable -> !variable.name().startsWith("OTEL_"))
        .allSatisfy(variable -> assertThat(env).containsKey(variable.name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NATS_URL", "MONGO_URI", "CASSANDRA_HOSTS"})
  void addressThatIsMissingOrEmpty_isRefusedAtStart(String name) {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.remove(name);
    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> Config.from(with(name, "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGE_BUCKET_HOURS, 0",
    "MESSAGE_READ_MAX_BUCKETS, 0",
    "MESSAGE_HISTORY_FLOOR_DAYS, 0",
    "MESSAGE_READ_MAX_BUCKETS, many",
    "HISTORY_REQUEST_TIMEOUT, 0s",
    "SITE_ID, a.b",
  })
  void wrongValue_isRefusedAtStart(String name, String value) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @Test
  void everyProblem_isReportedAtOnce() {
    assertThatThrownBy(() -> Config.from(Map.of("MESSAGE_BUCKET_HOURS", "0")))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(4));
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }

  @Test
  void windowsPerWalk_reachTheFloorWhereverItLiesInItsWindow() {
    assertThat(Config.from(REQUIRED).windowsPerWalk()).isEqualTo(123);
    assertThat(Config.from(with("MESSAGE_READ_MAX_BUCKETS", "2")).windowsPerWalk()).isEqualTo(2);
  }
}
