package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
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
      Map.of("SITE_ID", "north", "NATS_URL", "nats://n:1", "MONGO_URI", "mongodb://m:2");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put(name, value);
    return env;
  }

  @Test
  void onlyWhatIsRequired_givesTheDefaultsOfTheContract() {
    assertThat(Config.from(REQUIRED))
        .isEqualTo(
            new Config(
                "north",
                new NatsConfig("nats://n:1", "", "", "chat.server.response"),
                new CassandraConfig(List.of("localhost"), "chat", "", new Secret(""), 8),
                72,
                new MongoConfig(new Secret("mongodb://m:2"), "chat", "", new Secret("")),
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
                100,
                10_000,
                Duration.ofMinutes(5),
                false,
                new ProcessConfig("")));
  }

  @Test
  void everyVariable_isRead() throws Exception {
    Path creds = Files.createTempFile("creds", "");
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put("NATS_CREDS_FILE", creds.toString());
    env.put("HOSTNAME", "host");
    env.put("NATS_INBOX_PREFIX", "in");
    env.put("CASSANDRA_HOSTS", " a:9142, ,b ");
    env.put("CASSANDRA_KEYSPACE", "ks");
    env.put("CASSANDRA_USERNAME", "cu");
    env.put("CASSANDRA_PASSWORD", "cp");
    env.put("CASSANDRA_NUM_CONNS", "2");
    env.put("MESSAGE_BUCKET_HOURS", "24");
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "u");
    env.put("MONGO_PASSWORD", "p");
    env.put("CONSUMER_ACK_WAIT", "10s");
    env.put("CONSUMER_MAX_DELIVER", "7");
    env.put("CONSUMER_MAX_WAITING", "8");
    env.put("CONSUMER_MAX_ACK_PENDING", "9");
    env.put("DEAD_LETTERS_ENABLED", "false");
    env.put("MAX_WORKERS", "3");
    env.put("USER_CACHE_SIZE", "0");
    env.put("USER_CACHE_TTL", "12s");
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "north",
                new NatsConfig("nats://n:1", creds.toString(), "host", "in"),
                new CassandraConfig(List.of("a:9142", "b"), "ks", "cu", new Secret("cp"), 2),
                24,
                new MongoConfig(new Secret("mongodb://m:2"), "db", "u", new Secret("p")),
                new ConsumerConfig(Duration.ofSeconds(10), 7, 8, 9, false),
                3,
                0,
                Duration.ofSeconds(12),
                true,
                new ProcessConfig("127.0.0.1:0")));
    var reader = new EnvReader(env);
    Config.read(reader);
    assertThat(reader.variables())
        .filteredOn(variable -> !variable.name().startsWith("OTEL_"))
        .allSatisfy(variable -> assertThat(env).containsKey(variable.name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SITE_ID", "NATS_URL", "MONGO_URI"})
  void requiredVariable_thatIsMissing_isNamed(String name) {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.remove(name);
    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGE_BUCKET_HOURS, 0, MESSAGE_BUCKET_HOURS must be at least 1",
    "MESSAGE_BUCKET_HOURS, -72, MESSAGE_BUCKET_HOURS must be at least 1",
    "MESSAGE_BUCKET_HOURS, 1.5, MESSAGE_BUCKET_HOURS",
    "MAX_WORKERS, 0, MAX_WORKERS must be at least 1",
    "CASSANDRA_HOSTS, ',', CASSANDRA_HOSTS",
    "SITE_ID, a b, SITE_ID",
    "MONGO_URI, http://x, MONGO_URI",
  })
  void wrongValue_isRefusedAtStart(String name, String value, String problem) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void connectionsBelowOne_meanTheDefault() {
    assertThat(Config.from(with("CASSANDRA_NUM_CONNS", "0")).cassandra().connectionsPerHost())
        .isEqualTo(8);
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
}
