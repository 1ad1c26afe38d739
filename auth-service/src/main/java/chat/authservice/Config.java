package chat.authservice;

import chat.runtime.EnvReader;
import chat.runtime.ProcessConfig;
import chat.runtime.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The environment of auth-service (12 §1.1).
 *
 * @param listenHost address to listen on; empty = all interfaces
 * @param port 0 = any free one
 * @param devMode no single sign-on: the caller names the account
 * @param signingKey seed of the chat account
 * @param tokenLife of the tokens that are made
 * @param issuerUrl empty in development mode
 * @param audiences that tokens of the issuer may be for
 * @param tlsSkipVerify no certificate check towards the issuer
 * @param loginRate logins a second from one address; 0 = no limit
 */
record Config(
    String listenHost,
    int port,
    boolean devMode,
    Secret signingKey,
    Duration tokenLife,
    String issuerUrl,
    Set<String> audiences,
    boolean tlsSkipVerify,
    int loginRate,
    ProcessConfig process) {

  Config {
    audiences = Collections.unmodifiableSet(new LinkedHashSet<>(audiences));
  }

  static Config from(Map<String, String> variables) {
    var env = new EnvReader(variables);
    Config config = read(env);
    env.done();
    return config;
  }

  static Config read(EnvReader env) {
    var config =
        new Config(
            env.text("LISTEN_HOST", "", "address to listen on; empty = all interfaces"),
            env.integer("PORT", 8080, "port to listen on; 0 = any free one"),
            env.flag(
                "DEV_MODE",
                false,
                "no single sign-on, the caller names the account; never in production"),
            new Secret(
                env.requiredText(
                    "AUTH_SIGNING_KEY", "seed (`SA…`) of the chat account's identity key")),
            env.duration("NATS_JWT_EXPIRY", Duration.ofHours(2), "life of the tokens made"),
            env.text(
                "OIDC_ISSUER_URL", "", "issuer, as its tokens spell it; required unless DEV_MODE"),
            audiences(
                env.text(
                    "OIDC_AUDIENCES",
                    "",
                    "accepted audiences, comma separated, not trimmed; required unless DEV_MODE")),
            env.flag(
                "TLS_SKIP_VERIFY",
                false,
                "no certificate check towards the issuer; never in production"),
            env.integer(
                "LOGIN_RATE",
                50,
                "logins a second from one network address, four times as many at once; 0 = no"
                    + " limit"),
            ProcessConfig.read(env));
    config.check(env);
    return config;
  }

  private void check(EnvReader env) {
    env.check(port >= 0 && port <= 65_535, "PORT must be from 0 to 65535");
    if (!signingKey.value().isBlank()) {
      env.check(seedProblem().isEmpty(), "parse signing key: AUTH_SIGNING_KEY is " + seedProblem());
    }
    env.check(
        tokenLife.compareTo(Duration.ofSeconds(1)) >= 0, "NATS_JWT_EXPIRY must be at least 1s");
    env.check(loginRate >= 0, "LOGIN_RATE must not be negative");
    if (devMode) {
      env.check(
          issuerUrl.isEmpty() && audiences.isEmpty(),
          "DEV_MODE lets everybody in as anybody: remove OIDC_ISSUER_URL and OIDC_AUDIENCES, or"
              + " DEV_MODE");
    } else {
      env.check(
          !issuerUrl.isEmpty() && !audiences.isEmpty(),
          "OIDC_ISSUER_URL and OIDC_AUDIENCES are required when DEV_MODE is false");
      env.check(
          issuerUrl.isEmpty() || isHttp(issuerUrl), "OIDC_ISSUER_URL is no http or https address");
    }
  }

  private String seedProblem() {
    try {
      AccountKey.ofSeed(signingKey.value());
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Set<String> audiences(String text) {
    var audiences = new LinkedHashSet<>(Arrays.asList(text.split(",")));
    audiences.remove("");
    return audiences;
  }
}
