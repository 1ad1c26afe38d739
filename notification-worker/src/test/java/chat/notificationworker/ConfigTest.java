package chat.notificationworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.MongoConfig;
import chat.stores.RoomMetaCacheConfig;
import chat.stores.ValkeyConfig;
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
  @Test
  void defaults_areTheContracts() {
    assertThat(Config.from(Map.of()))
        .isEqualTo(
            new Config(
                "default",
                new NatsConfig("nats://localhost:4222", "", "", "chat.server.response"),
                new MongoConfig(
                    new Secret("mongodb://localhost:27017"), "chat", "", new Secret("")),
                100,
                100_000,
                Duration.ofSeconds(30),
                false,
                new RoomMetaCacheConfig(10_000, Duration.ofMinutes(2)),
                new ValkeyConfig(List.of(), new Secret("")),
                Duration.ofHours(24),
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
                false,
                new ProcessConfig("")));
  }

  @Test
  void everyVariable_reachesItsComponent() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", "tokyo");
    env.put("NATS_URL", "nats://n:1");
    env.put("HOSTNAME", "host");
    env.put("NATS_INBOX_PREFIX", "private");
    env.put("MONGO_URI", "mongodb://m:2");
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "user");
    env.put("MONGO_PASSWORD", "secret");
    env.put("MAX_WORKERS", "7");
    env.put("NOTIFICATION_MEMBER_CACHE_SIZE", "8");
    env.put("NOTIFICATION_MEMBER_CACHE_TTL", "9s");
    env.put("ROOM_META_CACHE_SIZE", "10");
    env.put("ROOM_META_CACHE_TTL", "11s");
    env.put("NOTIFICATION_ENCRYPTION_ENABLED", "true");
    env.put("VALKEY_ADDRS", "v:3,w:4");
    env.put("VALKEY_PASSWORD", "other");
    env.put("VALKEY_KEY_GRACE_PERIOD", "12h");
    env.put("CONSUMER_ACK_WAIT", "13s");
    env.put("CONSUMER_MAX_DELIVER", "14");
    env.put("CONSUMER_MAX_WAITING", "15");
    env.put("CONSUMER_MAX_ACK_PENDING", "16");
    env.put("DEAD_LETTERS_ENABLED", "false");
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");

    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "tokyo",
                new NatsConfig("nats://n:1", "", "host", "private"),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "user", new Secret("secret")),
                7,
                8,
                Duration.ofSeconds(9),
                true,
                new RoomMetaCacheConfig(10, Duration.ofSeconds(11)),
                new ValkeyConfig(List.of("v:3", "w:4"), new Secret("other")),
                Duration.ofHours(12),
                new ConsumerConfig(Duration.ofSeconds(13), 14, 15, 16, false),
                true,
                new ProcessConfig("127.0.0.1:0")));
  }

  @ParameterizedTest
  @CsvSource({
    "SITE_ID,a.b",
    "NATS_CREDS_FILE,no/such/file",
    "MONGO_URI,nonsense",
    "MAX_WORKERS,0",
    "MAX_WORKERS,many",
    "NOTIFICATION_MEMBER_CACHE_SIZE,x",
    "NOTIFICATION_MEMBER_CACHE_SIZE,0",
    "NOTIFICATION_MEMBER_CACHE_TTL,0s",
    "NOTIFICATION_MEMBER_CACHE_TTL,5",
    "ROOM_META_CACHE_SIZE,0",
    "ROOM_META_CACHE_SIZE,-1",
    "ROOM_META_CACHE_TTL,0s",
    "ROOM_META_CACHE_TTL,-1s",
    "NOTIFICATION_ENCRYPTION_ENABLED,yes",
    "VALKEY_KEY_GRACE_PERIOD,x",
    "CONSUMER_ACK_WAIT,x",
    "CONSUMER_MAX_DELIVER,x",
    "CONSUMER_MAX_WAITING,x",
    "CONSUMER_MAX_ACK_PENDING,x",
    "BOOTSTRAP_STREAMS,maybe",
    "HEALTH_ADDR,nowhere"
  })
  void wrongValue_isNamed(String variable, String value) {
    assertThatThrownBy(() -> Config.from(Map.of(variable, value)))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> assertThat(e.problems()).singleElement().asString().contains(variable));
  }

  @Test
  void encryptionWithoutItsStore_namesEveryProblem() {
    var env = Map.of("NOTIFICATION_ENCRYPTION_ENABLED", "true", "VALKEY_KEY_GRACE_PERIOD", "0s");

    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "encryption enabled but VALKEY_ADDRS is empty",
                        "VALKEY_KEY_GRACE_PERIOD must be a positive duration"));
  }

  @Test
  void withoutEncryption_theKeyStoreIsNobodysConcern() {
    assertThat(Config.from(Map.of("VALKEY_KEY_GRACE_PERIOD", "0s")).sealing()).isFalse();
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }
}
