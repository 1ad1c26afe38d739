package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.NatsConfig;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import chat.stores.MongoConfig;
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
          "NATS_URL", "nats://n:1",
          "SEARCH_URL", "http://s:9200",
          "SEARCH_USER_ROOM_INDEX", "user-room-mv-fab18",
          "SEARCH_SPOTLIGHT_INDEX", "spotlight-fab18-v1",
          "VALKEY_ADDRS", "v:6379",
          "MONGO_URI", "mongodb://m:2",
          "USERS_API_URL", "http://people/");

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
                "site-local",
                new NatsConfig("nats://n:1", "", "", "chat.server.response"),
                new SearchConfig(new Secret("http://s:9200"), "", new Secret(""), false),
                "user-room-mv-fab18",
                "spotlight-fab18-v1",
                new PageSizes(25, 100),
                Duration.ofMinutes(5),
                Duration.ofHours(8760),
                Duration.ofSeconds(10),
                ":9090",
                new ValkeyConfig(List.of("v:6379"), new Secret("")),
                new MongoConfig(new Secret("mongodb://m:2"), "chat", "", new Secret("")),
                new Config.Directory("http://people", Duration.ofSeconds(5), new Secret("")),
                new ProcessConfig("")));
  }

  @Test
  void everyVariable_isRead() throws Exception {
    Path creds = Files.createTempFile("creds", "");
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put("SITE_ID", "fab18");
    env.put("NATS_CREDS_FILE", creds.toString());
    env.put("HOSTNAME", "host");
    env.put("NATS_INBOX_PREFIX", "in");
    env.put("SEARCH_BACKEND", "opensearch");
    env.put("SEARCH_USERNAME", "u");
    env.put("SEARCH_PASSWORD", "p");
    env.put("SEARCH_TLS_SKIP_VERIFY", "true");
    env.put("SEARCH_DOC_COUNTS", "7");
    env.put("SEARCH_MAX_DOC_COUNTS", "8");
    env.put("SEARCH_RESTRICTED_ROOMS_CACHE_TTL", "1s");
    env.put("SEARCH_RECENT_WINDOW", "2h");
    env.put("SEARCH_REQUEST_TIMEOUT", "3s");
    env.put("SEARCH_METRICS_ADDR", "127.0.0.1:0");
    env.put("VALKEY_PASSWORD", "vp");
    env.put("MONGO_DB", "db");
    env.put("MONGO_USERNAME", "mu");
    env.put("MONGO_PASSWORD", "mp");
    env.put("USERS_API_TIMEOUT", "4s");
    env.put("USERS_API_TOKEN", "t");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "fab18",
                new NatsConfig("nats://n:1", creds.toString(), "host", "in"),
                new SearchConfig(new Secret("http://s:9200"), "u", new Secret("p"), true),
                "user-room-mv-fab18",
                "spotlight-fab18-v1",
                new PageSizes(7, 8),
                Duration.ofSeconds(1),
                Duration.ofHours(2),
                Duration.ofSeconds(3),
                "127.0.0.1:0",
                new ValkeyConfig(List.of("v:6379"), new Secret("vp")),
                new MongoConfig(new Secret("mongodb://m:2"), "db", "mu", new Secret("mp")),
                new Config.Directory("http://people", Duration.ofSeconds(4), new Secret("t")),
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
        "NATS_URL",
        "SEARCH_URL",
        "SEARCH_USER_ROOM_INDEX",
        "SEARCH_SPOTLIGHT_INDEX",
        "VALKEY_ADDRS",
        "MONGO_URI",
        "USERS_API_URL"
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
    "SEARCH_SPOTLIGHT_INDEX, spotlight-fab18, SEARCH_SPOTLIGHT_INDEX must end with -v<N>",
    "SEARCH_SPOTLIGHT_INDEX, spotlight-fab18-v1-chat, SEARCH_SPOTLIGHT_INDEX must end with -v<N>",
    "SEARCH_USER_ROOM_INDEX, user-room-*, SEARCH_USER_ROOM_INDEX must be the name of one index",
    "SEARCH_METRICS_ADDR, 9090, SEARCH_METRICS_ADDR is neither host:port nor :port",
    "SEARCH_BACKEND, solr, unsupported search backend: solr",
    "USERS_API_URL, people, USERS_API_URL is no http or https url",
  })
  void wrongValue_isRefusedAtStart(String name, String value, String problem) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "SEARCH_DOC_COUNTS, 0",
    "SEARCH_MAX_DOC_COUNTS, -1",
    "SEARCH_RESTRICTED_ROOMS_CACHE_TTL, 0s",
    "SEARCH_RECENT_WINDOW, -1h",
    "USERS_API_TIMEOUT, 0s",
  })
  void valueThatIsNotPositive_meansTheDefault(String name, String value) {
    assertThat(Config.from(with(name, value))).isEqualTo(Config.from(REQUIRED));
  }

  @ParameterizedTest
  @CsvSource({"spotlight-fab18-v1, spotlight-fab18-*", "spotlight-fab18-v12, spotlight-fab18-*"})
  void spotlightPattern_coversEveryVersion(String index, String pattern) {
    assertThat(Config.from(with("SEARCH_SPOTLIGHT_INDEX", index)).spotlightPattern())
        .isEqualTo(pattern);
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }
}
