package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValkeyConfigTest {

  @Test
  void addressesAndPassword_areRead() {
    EnvReader env =
        new EnvReader(Map.of("VALKEY_ADDRS", "one:7001, two:7002", "VALKEY_PASSWORD", "s3:c@ret"));

    ValkeyConfig config = ValkeyConfig.required(env);

    env.done();
    assertThat(config)
        .isEqualTo(new ValkeyConfig(List.of("one:7001", "two:7002"), new Secret("s3:c@ret")));
    assertThat(config.toString()).doesNotContain("s3:c@ret");
  }

  @Test
  void missingAddresses_areAProblemWhereRequired() {
    EnvReader env = new EnvReader(Map.of());

    ValkeyConfig.required(env);

    assertThatThrownBy(env::done)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("VALKEY_ADDRS");
  }

  @Test
  void missingAddresses_areNoneWhereOptional() {
    EnvReader env = new EnvReader(Map.of());

    assertThat(ValkeyConfig.optional(env).addresses()).isEmpty();
    env.done();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host:port", "host:70000", "http://host", "ho st:1", "user@host:1", "host:1/path"})
  void addressThatIsNone_isAProblem(String address) {
    EnvReader env = new EnvReader(Map.of("VALKEY_ADDRS", address));

    ValkeyConfig.required(env);

    assertThatThrownBy(env::done).hasMessageContaining("VALKEY_ADDRS must hold host:port entries");
  }

  @Test
  void uris_carryPasswordAndTimeout() {
    RedisURI uri =
        new ValkeyConfig(List.of("one:7001", "two"), new Secret("s3:c@ret"))
            .uris(Duration.ofSeconds(2))
            .getFirst();

    assertThat(uri.getHost()).isEqualTo("one");
    assertThat(uri.getPort()).isEqualTo(7001);
    assertThat(uri.getTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(uri.getCredentialsProvider().resolveCredentials().block().getPassword())
        .isEqualTo("s3:c@ret".toCharArray());
  }
}
