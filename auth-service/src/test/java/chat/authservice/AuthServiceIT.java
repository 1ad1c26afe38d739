package chat.authservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.LoopbackPorts;
import chat.localservers.TestSite;
import chat.model.Ids;
import chat.runtime.ConfigException;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import chat.runtime.StartException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP, and its tokens on a real NATS server in operator mode. */
@LocalServers
@Timeout(60)
class AuthServiceIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestSite site;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private TestIssuer issuer;
  private ServiceContext service;
  private int port;

  AuthServiceIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(Clock.systemUTC());
    environment.put("AUTH_SIGNING_KEY", site.operator().accountSeed());
    environment.put("OIDC_ISSUER_URL", issuer.url());
    environment.put("OIDC_AUDIENCES", TestIssuer.AUDIENCE);
    environment.put("LISTEN_HOST", "127.0.0.1");
    restart();
  }

  private void restart() throws Exception {
    if (service != null) {
      service.close();
    }
    port = LoopbackPorts.free(1).getFirst();
    environment.put("PORT", Integer.toString(port));
    service = Main.start(new Env(environment, Duration.ofSeconds(2), Clock.systemUTC()));
  }

  private void restartInDevMode() throws Exception {
    environment.remove("OIDC_ISSUER_URL");
    environment.remove("OIDC_AUDIENCES");
    environment.put("DEV_MODE", "true");
    restart();
  }

  @AfterEach
  void stop() {
    service.close();
    http.close();
    issuer.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> login(String token, NKey key) throws Exception {
    return send(
        "POST",
        "/auth",
        "{\"ssoToken\":\"%s\",\"natsPublicKey\":\"%s\"}"
            .formatted(token, new String(key.getPublicKey())));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private record Recorded(List<String> errors) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      errors.add(error);
    }
  }

  private Connection connect(String token, NKey key, List<String> errors) throws Exception {
    return Nats.connect(
        Options.builder()
            .server(site.natsUrl())
            .authHandler(Nats.staticCredentials(token.toCharArray(), key.getSeed()))
            .errorListener(new Recorded(errors))
            .maxReconnects(0)
            .build());
  }

  @Test
  void login_endsOnTheNatsServer_withTheRightsOfTheAccountOnly() throws Exception {
    NKey key = NKey.createUser(null);
    HttpResponse<String> response = login(issuer.token(), key);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.at("/user/account").asString()).isEqualTo("dora");
    assertThat(answer.at("/user/chineseName").asString()).isEqualTo("林朵拉");

    List<String> errors = new CopyOnWriteArrayList<>();
    try (Connection dora = connect(answer.get("natsJwt").asString(), key, errors)) {
      var dispatcher = dora.createDispatcher(_ -> {});
      for (String allowed : List.of("chat.user.dora.>", "chat.room.>", "_INBOX.>")) {
        dispatcher.subscribe(allowed);
      }
      dora.publish("chat.user.dora.request.x", new byte[0]);
      dora.flush(Duration.ofSeconds(5));
      assertThat(errors).isEmpty();

      dora.publish("chat.user.erin.request.x", new byte[0]);
      dora.publish("chat.room.r.event", new byte[0]);
      dora.publish("chat.user.dora", new byte[0]);
      dora.publish("$JS.API.INFO", new byte[0]);
      dispatcher.subscribe("chat.user.>");
      dispatcher.subscribe("chat.msg.>");
      dispatcher.subscribe(">");
      dora.flush(Duration.ofSeconds(5));
      await().untilAsserted(() -> assertThat(errors).hasSize(7));
      assertThat(errors).allMatch(e -> e.startsWith("Permissions Violation"));
    }
  }

  @Test
  void tokenEnds_andWithItTheConnection() throws Exception {
    environment.put("NATS_JWT_EXPIRY", "2s");
    restart();
    NKey key = NKey.createUser(null);
    String token = JSON.readTree(login(issuer.token(), key).body()).get("natsJwt").asString();
    List<String> errors = new CopyOnWriteArrayList<>();
    try (Connection dora = connect(token, key, errors)) {
      await().until(() -> dora.getStatus() == Connection.Status.CLOSED);
    }
    assertThatThrownBy(() -> connect(token, key, errors)).isInstanceOf(IOException.class);
  }

  @Test
  void tokenOfAnotherKeyPair_isOfNoUse() throws Exception {
    String token =
        JSON.readTree(login(issuer.token(), NKey.createUser(null)).body())
            .get("natsJwt")
            .asString();

    assertThatThrownBy(() -> connect(token, NKey.createUser(null), new ArrayList<>()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void tokensThatSomebodyElseMadeOrAltered_areOfNoUse() throws Exception {
    NKey key = NKey.createUser(null);
    String good = JSON.readTree(login(issuer.token(), key).body()).get("natsJwt").asString();
    String[] parts = good.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    assertThat(claims).contains("chat.user.dora.");
    String altered =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    claims.replace("chat.user.dora.", "chat.user.erin.").getBytes(UTF_8))
            + "."
            + parts[2];
    NKey other = NKey.createAccount(null);
    String foreign =
        JwtUtils.issueUserJWT(
            other, new String(other.getPublicKey()), new String(key.getPublicKey()));

    connect(good, key, new ArrayList<>()).close();
    for (String bad : List.of(altered, foreign, parts[0] + "." + parts[1] + ".")) {
      assertThatThrownBy(() -> connect(bad, key, new ArrayList<>()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void keyRotation_andAnIssuerThatIsAway() throws Exception {
    NKey key = NKey.createUser(null);
    assertThat(login(issuer.token(), key).statusCode()).isEqualTo(200);
    issuer.rotate("k2");
    assertThat(login(issuer.token(), key).statusCode()).isEqualTo(200);
    issuer.away = true;
    assertThat(login(issuer.token(), key).statusCode()).isEqualTo(200);
    restartAgainstAnIssuerThatLosesItsKeys();
    HttpResponse<String> response = login(issuer.token(), key);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("SSO issuer is unavailable");
  }

  private void restartAgainstAnIssuerThatLosesItsKeys() throws Exception {
    issuer.away = false;
    restart();
    issuer.away = true;
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /healthz, 200", "GET, /, 404", "GET, /auth, 404", "HEAD, /healthz, 404",
        "POST, /healthz, 404",
    "PUT, /auth, 404", "DELETE, /auth, 404", "GET, /AUTH, 404", "GET, /x/auth, 404",
        "GET, /auth/, 404",
    "GET, /healthz/x, 404", "OPTIONS, /auth, 204", "OPTIONS, /nowhere, 204", "OPTIONS, /auth/, 204"
  })
  void everyAnswer_carriesRequestIdAndCorsHeaders(String method, String path, int status)
      throws Exception {
    HttpResponse<String> response = send(method, path, "", "Origin", "https://app.example");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Ids.isRequestId(header(response, "X-Request-ID"))).isTrue();
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Access-Control-Allow-Methods")).isEqualTo("GET, POST, OPTIONS");
    assertThat(header(response, "Access-Control-Allow-Headers"))
        .isEqualTo("Content-Type, Authorization, X-Request-ID");
    assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("300");
    assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    if (status == 404 && !method.equals("HEAD")) {
      assertThat(response.body()).isEqualTo("404 page not found");
      assertThat(header(response, "Content-Type")).startsWith("text/plain");
    }
    if (status == 204) {
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void health_isAlwaysOk() throws Exception {
    HttpResponse<String> response = send("GET", "/healthz?x=1", "");

    assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({"POST, /auth/, 307, /auth", "GET, /healthz/?a=b, 301, /healthz?a=b"})
  void extraSlash_isRedirectedAway(String method, String path, int status, String target)
      throws Exception {
    HttpResponse<String> response = send(method, path, method.equals("POST") ? "{}" : "");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Location")).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "7D1F0C52-0b1e-4a6e-9a51-3c1f2e8b9d04, true",
    "abc, false",
    "7d1f0c520b1e4a6e9a513c1f2e8b9d04, false",
    "7d1f0c52_0b1e_4a6e_9a51_3c1f2e8b9d04, false"
  })
  void requestId_isKeptWhenItIsOne(String given, boolean kept) throws Exception {
    String answered = header(send("GET", "/healthz", "", "X-Request-ID", given), "X-Request-ID");

    assertThat(answered.equals(given)).isEqualTo(kept);
    assertThat(Ids.isRequestId(answered)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {65_536, 300_000, 900_000})
  void bodyAboveTheLimit_isRefusedAsUndecodable(int padding) throws Exception { // ODDITY-3
    String body =
        "{\"ssoToken\":\"%s\",\"natsPublicKey\":\"%s\",\"pad\":\"%s\"}"
            .formatted(issuer.token(), UserTokensTest.USER, "x".repeat(padding));

    HttpResponse<String> response = send("POST", "/auth", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"ssoToken and natsPublicKey are required\"}");
  }

  @Test
  void bodyJustBelowTheLimit_isRead() throws Exception {
    String start =
        "{\"ssoToken\":\"%s\",\"natsPublicKey\":\"%s\",\"pad\":\""
            .formatted(issuer.token(), UserTokensTest.USER);
    String body = start + "x".repeat(65_536 - start.length() - 2) + "\"}";

    assertThat(send("POST", "/auth", body).statusCode()).isEqualTo(200);
  }

  @Test
  void tooManyLogins_areToldToWait() throws Exception {
    environment.put("LOGIN_RATE", "1");
    restart();
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      seen.add(send("POST", "/auth", "{}").statusCode());
    }
    assertThat(seen).startsWith(400, 400, 400, 400).contains(429);
    assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
  }

  @Test
  void logins_areCountedByWhatBecameOfThem() throws Exception {
    environment.put("HEALTH_ADDR", "127.0.0.1:0");
    restart();
    NKey key = NKey.createUser(null);
    login(issuer.token(), key);
    login(issuer.token(), key);
    login("forged", key);

    String address = "http://" + service.healthAddress().orElseThrow() + "/metrics";
    String metrics =
        http.send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(metrics)
        .containsPattern("auth_logins_total\\{.*outcome=\"granted\".*} 2")
        .containsPattern("auth_logins_total\\{.*outcome=\"invalid_token\".*} 1")
        .containsPattern("auth_login_duration_seconds_count\\{.*outcome=\"granted\".*} 2")
        .containsPattern("auth_issuer_key_fetches_total\\{.*outcome=\"answered\".*} 1");
  }

  @Test
  void devMode_letsEverybodyInAsAnybody() throws Exception {
    restartInDevMode();
    NKey key = NKey.createUser(null);
    HttpResponse<String> response =
        send(
            "POST",
            "/auth",
            "{\"account\":\"erin\",\"natsPublicKey\":\"%s\"}"
                .formatted(new String(key.getPublicKey())));

    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.get("user"))
        .isEqualTo(
            JSON.readTree(
                """
                {"email":"erin@dev.local","account":"erin","employeeId":"","engName":"erin",
                 "chineseName":"","deptName":"","deptId":""}
                """));
    try (Connection erin =
        connect(answer.get("natsJwt").asString(), key, new CopyOnWriteArrayList<>())) {
      assertThat(erin.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void slowRequest_isCutOff_andOthersGoOn() throws Exception {
    long start = System.nanoTime();
    try (var slow = new Socket("127.0.0.1", port)) {
      slow.getOutputStream()
          .write("POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{".getBytes(UTF_8));
      slow.setSoTimeout(30_000);
      assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
      assertThat(endOf(slow)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
  }

  private static boolean endOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException e) { // reset: an end as well
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void start_failsForWrongSettings_andForAnIssuerThatStaysAway() {
    environment.put("PORT", "0");
    environment.put("OIDC_ISSUER_URL", issuer.url() + "/");
    assertThatThrownBy(() -> Main.start(env())).isInstanceOf(StartException.class);
    environment.put("OIDC_ISSUER_URL", issuer.url());
    issuer.away = true;
    assertThatThrownBy(() -> Main.start(env()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("OIDC issuer is away");
    environment.remove("AUTH_SIGNING_KEY");
    assertThatThrownBy(() -> Main.start(env())).isInstanceOf(ConfigException.class);
  }

  @Test
  void takenPort_failsTheStart() {
    assertThatThrownBy(() -> Main.start(env()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("listen auth server");
  }

  private Env env() {
    return new Env(environment, Duration.ofSeconds(1), Clock.systemUTC());
  }
}
