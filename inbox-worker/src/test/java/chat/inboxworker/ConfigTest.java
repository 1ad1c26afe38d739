package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.MongoConfig;
import chat.stores.ValkeyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
                new KeyReplicationConfig(
                    false,
                    new ValkeyConfig(List.of(), new Secret("")),
                    Duration.ofHours(24),
                    Duration.ofSeconds(5),
                    10),
                false,
                new ProcessConfig("")));
  }

  @Test
  void everyVariable_reachesItsComponent() {
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", "lyon");
    env.put("NATS_URL", "nats://n:1");
    env.put("HOSTNAME", "host");
    env.put("NATS_INBOX_PREFIX", "private");
    env.put("MONGO_URI", "mongodb://m:2");
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "user");
    env.put("MONGO_PASSWORD", "secret");
    env.put("CONSUMER_ACK_WAIT", "13s");
    env.put("CONSUMER_MAX_DELIVER", "14");
    env.put("CONSUMER_MAX_WAITING", "15");
    env.put("CONSUMER_MAX_ACK_PENDING", "16");
    env.put("DEAD_LETTERS_ENABLED", "false");
    env.put("ROOM_KEY_REPLICATION_ENABLED", "true");
    env.put("VALKEY_ADDRS", "v:3,w:4");
    env.put("VALKEY_PASSWORD", "word");
    env.put("VALKEY_KEY_GRACE_PERIOD", "1h");
    env.put("ROOM_KEY_RPC_TIMEOUT", "17s");
    env.put("ROOM_KEY_MAX_REDELIVER", "18");
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");

    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "lyon",
                new NatsConfig("nats://n:1", "", "host", "private"),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "user", new Secret("secret")),
                new ConsumerConfig(Duration.ofSeconds(13), 14, 15, 16, false),
                new KeyReplicationConfig(
                    true,
                    new ValkeyConfig(List.of("v:3", "w:4"), new Secret("word")),
                    Duration.ofHours(1),
                    Duration.ofSeconds(17),
                    18),
                true,
                new ProcessConfig("127.0.0.1:0")));
  }

  @ParameterizedTest
  @CsvSource({
    "SITE_ID,a.b",
    "NATS_CREDS_FILE,no/such/file",
    "MONGO_URI,nonsense",
    "CONSUMER_ACK_WAIT,x",
    "CONSUMER_MAX_DELIVER,x",
    "CONSUMER_MAX_WAITING,x",
    "CONSUMER_MAX_ACK_PENDING,x",
    "ROOM_KEY_REPLICATION_ENABLED,maybe",
    "ROOM_KEY_RPC_TIMEOUT,5",
    "ROOM_KEY_MAX_REDELIVER,x",
    "BOOTSTRAP_STREAMS,maybe",
    "HEALTH_ADDR,nowhere"
  })
  void wrongValue_isNamed(String variable, String value) {
    assertThatThrownBy(() -> Config.from(Map.of(variable, value)))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> assertThat(e.problems()).singleElement().asString().contains(variable));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VALKEY_ADDRS            |     | ROOM_KEY_REPLICATION_ENABLED is set but VALKEY_ADDRS is empty
          VALKEY_KEY_GRACE_PERIOD | 0   | VALKEY_KEY_GRACE_PERIOD must be a positive duration
          VALKEY_KEY_GRACE_PERIOD | -1s | VALKEY_KEY_GRACE_PERIOD must be a positive duration
          ROOM_KEY_RPC_TIMEOUT    | 0   | ROOM_KEY_RPC_TIMEOUT must be a positive duration
          ROOM_KEY_RPC_TIMEOUT    | -5s | ROOM_KEY_RPC_TIMEOUT must be a positive duration
          ROOM_KEY_MAX_REDELIVER  | 0   | ROOM_KEY_MAX_REDELIVER must be a positive integer
          ROOM_KEY_MAX_REDELIVER  | -1  | ROOM_KEY_MAX_REDELIVER must be a positive integer
          """)
  void withCopiesOfKeys_wrongValuesAreRefused_andWithoutThemNotLookedAt(
      String name, @Nullable String value, String problem) {
    Map<String, String> env = new HashMap<>(Map.of("VALKEY_ADDRS", "v:1"));
    env.put(name, value == null ? "" : value);
    assertThat(Config.from(env).keys().enabled()).isFalse();

    env.put("ROOM_KEY_REPLICATION_ENABLED", "true");
    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }

  @ParameterizedTest
  @CsvSource({"false,5,10,5", "true,5,10,10", "true,12,10,12", "true,-1,10,-1", "true,3,2,3"})
  void durable_allowsTheDeliveriesThatItTakesToGiveUp(
      boolean on, String maxDeliver, String maxRedeliver, int allowed) {
    Config config =
        Config.from(
            Map.of(
                "ROOM_KEY_REPLICATION_ENABLED",
                Boolean.toString(on),
                "VALKEY_ADDRS",
                "v:1",
                "CONSUMER_MAX_DELIVER",
                maxDeliver,
                "ROOM_KEY_MAX_REDELIVER",
                maxRedeliver));
    assertThat(config.durable().maxDeliver()).isEqualTo(allowed);
    assertThat(config.durable().ackWait()).isEqualTo(config.consumer().ackWait());
  }

  @Test
  void everyProblem_isNamedAtOnce() {
    var env = Map.of("SITE_ID", "a.b", "MONGO_URI", "nonsense", "BOOTSTRAP_STREAMS", "maybe");

    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }
}
