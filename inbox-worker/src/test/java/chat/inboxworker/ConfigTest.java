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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
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
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");

    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "lyon",
                new NatsConfig("nats://n:1", "", "host", "private"),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "user", new Secret("secret")),
                new ConsumerConfig(Duration.ofSeconds(13), 14, 15, 16, false),
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
