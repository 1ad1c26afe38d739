package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import chat.runtime.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final String SEED = UserTokensTest.ACCOUNT_SEED;
  private static final Map<String, String> REQUIRED =
      Map.of(
          "AUTH_SIGNING_KEY",
          SEED,
          "OIDC_ISSUER_URL",
          "https://sso.example",
          "OIDC_AUDIENCES",
          "nats-chat");

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
                "",
                8080,
                false,
                new Secret(SEED),
                Duration.ofHours(2),
                "https://sso.example",
                Set.of("nats-chat"),
                false,
                50,
                new ProcessConfig("")));
  }

  @Test
  void everyVariable_isRead() {
    Map<String, String> env = new HashMap<>(REQUIRED);
    env.put("LISTEN_HOST", "127.0.0.1");
    env.put("PORT", "1");
    env.put("DEV_MODE", "false");
    env.put("NATS_JWT_EXPIRY", "90s");
    env.put("OIDC_AUDIENCES", "a, b,,c");
    env.put("TLS_SKIP_VERIFY", "true");
    env.put("LOGIN_RATE", "7");
    env.put("HEALTH_ADDR", "127.0.0.1:0");
    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                "127.0.0.1",
                1,
                false,
                new Secret(SEED),
                Duration.ofSeconds(90),
                "https://sso.example",
                Set.of("a", " b", "c"), // not trimmed
                true,
                7,
                new ProcessConfig("127.0.0.1:0")));
    var reader = new EnvReader(env);
    Config.read(reader);
    assertThat(reader.variables())
        .filteredOn(variable -> !variable.name().startsWith("OTEL_"))
        .allSatisfy(variable -> assertThat(env).containsKey(variable.name()));
  }

  @Test
  void devMode_needsNoIssuer_andRefusesOne() { // ODDITY-8
    assertThat(Config.from(Map.of("AUTH_SIGNING_KEY", SEED, "DEV_MODE", "true")).devMode())
        .isTrue();
    assertThatThrownBy(() -> Config.from(with("DEV_MODE", "true")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DEV_MODE lets everybody in");
    assertThatThrownBy(
            () ->
                Config.from(
                    Map.of("AUTH_SIGNING_KEY", SEED, "DEV_MODE", "true", "OIDC_AUDIENCES", "a")))
        .isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OIDC_ISSUER_URL", "OIDC_AUDIENCES"})
  void withoutDevMode_issuerAndAudiences_areRequired(String name) {
    for (String empty : new String[] {"", ","}) {
      if (name.equals("OIDC_AUDIENCES") || empty.isEmpty()) {
        assertThatThrownBy(() -> Config.from(with(name, empty)))
            .isInstanceOf(ConfigException.class)
            .hasMessage("OIDC_ISSUER_URL and OIDC_AUDIENCES are required when DEV_MODE is false");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, -1, PORT",
    "PORT, 65536, PORT",
    "PORT, http, PORT",
    "NATS_JWT_EXPIRY, 0s, NATS_JWT_EXPIRY must be at least 1s", // ODDITY-2
    "NATS_JWT_EXPIRY, -2h, NATS_JWT_EXPIRY must be at least 1s",
    "NATS_JWT_EXPIRY, 2, NATS_JWT_EXPIRY",
    "LOGIN_RATE, -1, LOGIN_RATE must not be negative",
    "OIDC_ISSUER_URL, sso.example, OIDC_ISSUER_URL is no http or https address",
    "OIDC_ISSUER_URL, file:///etc/passwd, OIDC_ISSUER_URL is no http or https address",
    "AUTH_SIGNING_KEY, nonsense, parse signing key",
    "AUTH_SIGNING_KEY, SUAOEUUVFRWCYCYUJR2EVZM4JSAR552FUOFQSHW57PQRMG5T2LEP2DG6UQ, not of an account",
    "DEV_MODE, maybe, DEV_MODE",
    "HEALTH_ADDR, here, HEALTH_ADDR",
  })
  void wrongValue_isRefusedAtStart(String name, String value, String problem) {
    assertThatThrownBy(() -> Config.from(with(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("nonsense", "SUAOE");
  }

  @Test
  void everyProblem_isReportedAtOnce() {
    assertThatThrownBy(() -> Config.from(Map.of("PORT", "x", "NATS_JWT_EXPIRY", "0s")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(p -> p.contains("PORT"))
                    .anyMatch(p -> p.contains("AUTH_SIGNING_KEY"))
                    .anyMatch(p -> p.contains("NATS_JWT_EXPIRY"))
                    .anyMatch(p -> p.contains("OIDC_ISSUER_URL")));
  }

  @Test
  void readme_holdsTheEnvironmentTable() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(ServiceProcess.table(Main::describe));
  }

  @Test
  void seed_isNotPrinted() {
    assertThat(Config.from(REQUIRED).toString()).doesNotContain(SEED);
  }
}
