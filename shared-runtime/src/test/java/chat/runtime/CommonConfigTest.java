package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonConfigTest {
  @Test
  void nats_hasTheContractsDefaults() {
    var config = NatsConfig.withDefaultUrl(new EnvReader(Map.of()));

    assertThat(config)
        .isEqualTo(new NatsConfig("nats://localhost:4222", "", "", "chat.server.response"));
  }

  @Test
  void nats_missingCredentialsFileIsAProblem() {
    var env = new EnvReader(Map.of("NATS_URL", "nats://a", "NATS_CREDS_FILE", "no/such/file"));
    NatsConfig.required(env);

    assertThatThrownBy(env::done).hasMessage("NATS_CREDS_FILE names no readable file");
  }

  @Test
  void consumer_valuesGoThroughUnchanged() {
    var env =
        new EnvReader(
            Map.of(
                "CONSUMER_ACK_WAIT", "10s",
                "CONSUMER_MAX_DELIVER", "7",
                "CONSUMER_MAX_WAITING", "1024",
                "CONSUMER_MAX_ACK_PENDING", "250",
                "DEAD_LETTERS_ENABLED", "false"));

    assertThat(ConsumerConfig.read(env))
        .isEqualTo(new ConsumerConfig(Duration.ofSeconds(10), 7, 1024, 250, false));
  }

  @Test
  void workers_belowOneAreRefused() {
    var env = new EnvReader(Map.of("MAX_WORKERS", "0"));
    ConsumerConfig.readMaxWorkers(env);

    assertThatThrownBy(env::done).hasMessage("MAX_WORKERS must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a*", "a>", "a b", "a/b", "a\\b", " "})
  void site_mustBeOneSubjectToken(String site) {
    var env = new EnvReader(Map.of("SITE_ID", site));
    SiteConfig.withDefault(env, "site-local");

    assertThatThrownBy(env::done).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8081", "host", "host:port", ":99999", "host:"})
  void healthAddress_mustBeHostAndPort(String address) {
    var env = new EnvReader(Map.of("HEALTH_ADDR", address));
    ProcessConfig.read(env);

    assertThatThrownBy(env::done).hasMessage("HEALTH_ADDR is not host:port");
  }

  @Test
  void table_showsRequiredDefaultsAndMeaning() {
    String table =
        ServiceProcess.table(
            env -> {
              env.required("NATS_URL", "where NATS is");
              env.text("MONGO_DB", "chat", "database");
              env.text("MONGO_PASSWORD", "", "password");
            });

    assertThat(table)
        .isEqualTo(
            """
            | variable | default | meaning |
            |---|---|---|
            | `NATS_URL` | **required** | where NATS is |
            | `MONGO_DB` | `chat` | database |
            | `MONGO_PASSWORD` | empty | password |
            """);
  }
}
