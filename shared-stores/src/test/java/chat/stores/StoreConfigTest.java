package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {
  private static <T> T read(Function<EnvReader, T> config, Map<String, String> variables) {
    EnvReader env = new EnvReader(variables);
    T read = config.apply(env);
    env.done();
    return read;
  }

  @Test
  void mongo_everyComponentIsRead() {
    assertThat(
            read(
                MongoConfig::required,
                Map.of(
                    "MONGO_URI", "mongodb://h1,h2:27018/x",
                    "MONGO_DB", "talk",
                    "MONGO_USERNAME", "me",
                    "MONGO_PASSWORD", "secret")))
        .isEqualTo(
            new MongoConfig(
                new Secret("mongodb://h1,h2:27018/x"), "talk", "me", new Secret("secret")));
  }

  @Test
  void mongo_defaults() {
    MongoConfig expected =
        new MongoConfig(new Secret("mongodb://localhost:27017"), "chat", "", new Secret(""));
    assertThat(read(MongoConfig::localByDefault, Map.of())).isEqualTo(expected);
    assertThat(read(MongoConfig::localByDefault, Map.of("MONGO_URI", ""))).isEqualTo(expected);
  }

  @Test
  void mongo_uriMayBeRequired() {
    assertThatThrownBy(() -> read(MongoConfig::required, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MONGO_URI is required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:27017",
        "http://h",
        "mongodb://",
        "mongodb://u:sec/ret@h",
        "mongodb://h:x"
      })
  void mongo_badUriIsToldWithoutRepeatingIt(String uri) {
    assertThatThrownBy(() -> read(MongoConfig::required, Map.of("MONGO_URI", uri)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MONGO_URI is no connection string")
        .hasMessageNotContaining(uri);
  }

  @Test
  void mongo_secretsAreNotPrinted() {
    assertThat(
            new MongoConfig(new Secret("mongodb://u:hidden@h"), "d", "u", new Secret("hidden"))
                .toString())
        .doesNotContain("hidden");
  }

  @Test
  void cassandra_everyComponentIsRead() {
    assertThat(
            read(
                CassandraConfig::required,
                Map.of(
                    "CASSANDRA_HOSTS", " a:9043 ,,b, ",
                    "CASSANDRA_KEYSPACE", "talk",
                    "CASSANDRA_USERNAME", "me",
                    "CASSANDRA_PASSWORD", "secret",
                    "CASSANDRA_NUM_CONNS", "3")))
        .isEqualTo(
            new CassandraConfig(List.of("a:9043", "b"), "talk", "me", new Secret("secret"), 3));
  }

  @Test
  void cassandra_defaults() {
    assertThat(read(CassandraConfig::localByDefault, Map.of()))
        .isEqualTo(new CassandraConfig(List.of("localhost"), "chat", "", new Secret(""), 8));
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "-1, 8", "1, 1"})
  void cassandra_connectionsBelowOneMeanEight(String given, int used) {
    assertThat(
            read(CassandraConfig::localByDefault, Map.of("CASSANDRA_NUM_CONNS", given))
                .connectionsPerHost())
        .isEqualTo(used);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ,  "})
  void cassandra_noHostIsAProblem(String hosts) {
    assertThatThrownBy(() -> read(CassandraConfig::required, Map.of("CASSANDRA_HOSTS", hosts)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CASSANDRA_HOSTS names no entry");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, 9042",
    "a:9043, a, 9043",
    "127.0.0.1, 127.0.0.1, 9042",
    "[::1], 0:0:0:0:0:0:0:1, 9042",
    "[::1]:9043, 0:0:0:0:0:0:0:1, 9043"
  })
  void cassandra_hosts(String entry, String host, int port) {
    assertThat(CassandraHost.isHost(entry)).isTrue();
    assertThat(CassandraHost.resolve(entry).getPort()).isEqualTo(port);
    if (!host.equals("a")) {
      assertThat(CassandraHost.resolve(entry).getAddress().getHostAddress()).isEqualTo(host);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a:99999", "a:0", "a b", "a/b", "u@a", "::1", ":9042"})
  void cassandra_otherEntriesAreNoHosts(String entry) {
    assertThat(CassandraHost.isHost(entry)).isFalse();
    assertThatThrownBy(() -> read(CassandraConfig::required, Map.of("CASSANDRA_HOSTS", entry)))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void roomMetaCache() {
    assertThat(read(RoomMetaCacheConfig::read, Map.of()))
        .isEqualTo(new RoomMetaCacheConfig(10_000, Duration.ofMinutes(2)));
    assertThat(
            read(
                RoomMetaCacheConfig::read,
                Map.of("ROOM_META_CACHE_SIZE", "7", "ROOM_META_CACHE_TTL", "5s")))
        .isEqualTo(new RoomMetaCacheConfig(7, Duration.ofSeconds(5)));
    assertThatThrownBy(
            () ->
                read(
                    RoomMetaCacheConfig::read,
                    Map.of("ROOM_META_CACHE_SIZE", "0", "ROOM_META_CACHE_TTL", "-1s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("size must be positive")
        .hasMessageContaining("ttl must be positive");
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,20", "10,30,10,30", "0,200,0,100", "-5,20,0,20", "0,-1,0,20"})
  void pageWindows(long offset, long limit, long usedOffset, int usedLimit) {
    assertThat(PageWindow.of(offset, limit)).isEqualTo(new PageWindow(usedOffset, usedLimit));
  }
}
