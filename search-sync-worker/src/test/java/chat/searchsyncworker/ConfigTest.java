package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.ConsumerConfig;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.SearchConfig;
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
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "SITE_ID", "fab18",
          "NATS_URL", "nats://n:1",
          "SEARCH_URL", "http://s:9200",
          "MSG_INDEX_PREFIX", "messages-fab18-v1",
          "SPOTLIGHT_INDEX", "spotlight-fab18-v1",
          "USER_ROOM_INDEX", "user-room-mv-fab18");

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
                "fab18",
                new NatsConfig("nats://n:1", "", "", "chat.server.response"),
                new SearchConfig(new Secret("http://s:9200"), "", new Secret(""), false),
                Samples.NAMES,
                100,
                500,
                Duration.ofSeconds(5),
                new ValkeyConfig(List.of(), new Secret("")),
                new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true),
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
    env.put("SEARCH_BACKEND", "opensearch");
    env.put("SEARCH_USERNAME", "u");
    env.put("SEARCH_PASSWORD", "p");
    env.put("SEARCH_TLS_SKIP_VERIFY", "true");
    env.put("FETCH_BATCH_SIZE", "7");
    env.put("BULK_BATCH_SIZE", "8");
    env.put("BULK_FLUSH_INTERVAL", "9");
    env.put("VALKEY_ADDRS", "v:1");
    env.put("VALKEY_PASSWORD", "vp");
    env.put("CONSUMER_ACK_WAIT", "10s");
    env.put("CONSUMER_MAX_DELIVER", "7");
    env.put("CONSUMER_MAX_WAITING", "8");
    env.put("CONSUMER_MAX_ACK_PENDING", "9");
    env.put("DEAD_LETTERS_ENABLED", "false");
    env.put("BOOTSTRAP_STREAMS", "true");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "fab18",
                new NatsConfig("nats://n:1", creds.toString(), "host", "in"),
                new SearchConfig(new Secret("http://s:9200"), "u", new Secret("p"), true),
                Samples.NAMES,
                7,
                8,
                Duration.ofSeconds(9),
                new ValkeyConfig(List.of("v:1"), new Secret("vp")),
                new ConsumerConfig(Duration.ofSeconds(10), 7, 8, 9, false),
                true,
                new ProcessConfig("127.0.0.1:0")));
    var reader = new EnvReader(env);
    Config.read(reader);
    assertThat(reader.variables())
        .filteredOn(variable -> !variable.name().startsWith("OTEL_"))
        .allSatisfy(variable -> assertThat(env).containsKey(variable.name()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SITE_ID",
        "NATS_URL",
        "SEARCH_URL",
        "MSG_INDEX_PREFIX",
        "SPOTLIGHT_INDEX",
        "USER_ROOM_INDEX"
      })
  void requiredVariable_thatIsMissing_isNamed(String name) {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.remove(name);
    assertThatThrownBy(() -> Config.from(env))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "FETCH_BATCH_SIZE, 0, FETCH_BATCH_SIZE must be > 0",
    "BULK_BATCH_SIZE, -1, BULK_BATCH_SIZE must be > 0",
    "BULK_FLUSH_INTERVAL, 0, BULK_FLUSH_INTERVAL must be > 0",
    "BULK_FLUSH_INTERVAL, 5s, BULK_FLUSH_INTERVAL",
    "MSG_INDEX_PREFIX, messages-fab18, MSG_INDEX_PREFIX must end with -v<N>",
    "MSG_INDEX_PREFIX, msgs-fab18-v1, MSG_INDEX_PREFIX must start with messages-",
    "MSG_INDEX_PREFIX, messages-Fab18-v1, MSG_INDEX_PREFIX must be an index name",
    "SPOTLIGHT_INDEX, spotlight-fab18-v1-chat, SPOTLIGHT_INDEX must end with -v<N>",
    "SPOTLIGHT_INDEX, Spotlight-v1, SPOTLIGHT_INDEX must be an index name",
    "USER_ROOM_INDEX, user*, USER_ROOM_INDEX must be an index name",
    "SEARCH_BACKEND, solr, unsupported search backend: solr",
    "SEARCH_URL, 'http://a,http://b', SEARCH_URL is not one http or https url",
    "SEARCH_URL, localhost:9200, SEARCH_URL is not one http or https url",
  })
  void wrongValue_isRefusedAtStart(String name, String value, String problem) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }
}
