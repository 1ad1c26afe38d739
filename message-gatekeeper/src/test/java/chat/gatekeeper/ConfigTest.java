package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.MongoConfig;
import chat.stores.RoomMetaCacheConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
                new MongoConfig(new Secret("mongodb://m:2"), "chat", "", new Secret("")),
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
                100,
                500,
                "http://localhost:3000",
                100_000,
                Duration.ofMinutes(2),
                new RoomMetaCacheConfig(10_000, Duration.ofMinutes(2)),
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
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "u");
    env.put("MONGO_PASSWORD", "p");
    env.put("CONSUMER_ACK_WAIT", "10s");
    env.put("CONSUMER_MAX_DELIVER", "7");
    env.put("CONSUMER_MAX_WAITING", "8");
    env.put("CONSUMER_MAX_ACK_PENDING", "9");
    env.put("DEAD_LETTERS_ENABLED", "false");
    env.put("MAX_WORKERS", "3");
    env.put("LARGE_ROOM_THRESHOLD", "2");
    env.put("CHAT_BASE_URL", "https://chat");
    env.put("GATEKEEPER_SUB_CACHE_SIZE", "11");
    env.put("GATEKEEPER_SUB_CACHE_TTL", "12s");
    env.put("ROOM_META_CACHE_SIZE", "13");
    env.put("ROOM_META_CACHE_TTL", "14s");
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "north",
                new NatsConfig("nats://n:1", creds.toString(), "host", "in"),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "u", new Secret("p")),
                new ConsumerConfig(Duration.ofSeconds(10), 7, 8, 9, false),
                3,
                2,
                "https://chat",
                11,
                Duration.ofSeconds(12),
                new RoomMetaCacheConfig(13, Duration.ofSeconds(14)),
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
    "LARGE_ROOM_THRESHOLD, 0, LARGE_ROOM_THRESHOLD must be greater than 0",
    "LARGE_ROOM_THRESHOLD, -1, LARGE_ROOM_THRESHOLD must be greater than 0",
    "LARGE_ROOM_THRESHOLD, many, LARGE_ROOM_THRESHOLD",
    "GATEKEEPER_SUB_CACHE_SIZE, 0, size must be positive",
    "GATEKEEPER_SUB_CACHE_TTL, 0s, ttl must be positive",
    "ROOM_META_CACHE_SIZE, -3, size must be positive",
    "ROOM_META_CACHE_TTL, 0s, ttl must be positive",
    "MAX_WORKERS, 0, MAX_WORKERS must be at least 1",
    "SITE_ID, a.b, SITE_ID",
    "NATS_CREDS_FILE, /no/such/file, NATS_CREDS_FILE",
  })
  void wrongValue_isRefusedAtStart(String name, String value, String problem) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void everyProblem_isReportedAtOnce() {
    Map<String, String> env = Map.of("LARGE_ROOM_THRESHOLD", "0", "MAX_WORKERS", "x");
    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(5)
                    .anyMatch(p -> p.contains("SITE_ID"))
                    .anyMatch(p -> p.contains("NATS_URL"))
                    .anyMatch(p -> p.contains("MONGO_URI"))
                    .anyMatch(p -> p.contains("MAX_WORKERS"))
                    .anyMatch(p -> p.contains("LARGE_ROOM_THRESHOLD")));
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }

  @Test
  void secrets_areNotPrinted() {
    assertThat(Config.from(with("MONGO_PASSWORD", "hunter2")).toString())
        .doesNotContain("hunter2", "mongodb://m:2");
  }
}
