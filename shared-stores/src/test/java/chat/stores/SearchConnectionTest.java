package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.runtime.ConfigException;
import chat.runtime.EnvReader;
import chat.runtime.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what a test wants. */
class SearchConnectionTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private record Asked(String line, String login, String type, String body) {}

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private ToIntFunction<HttpExchange> status = exchange -> 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      byte[] body = "{\"error\":{\"type\":\"some_exception\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status.applyAsInt(exchange), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static SearchConnection open(String url, String user, String password) {
    return SearchConnection.open(
        new SearchConfig(new Secret(url), user, new Secret(password), false));
  }

  @Test
  void requests_goOutAsTheyAre() {
    try (var connection = open("http://" + address(), "", "")) {
      connection.sendLines("POST", "/_bulk", "{}\n".getBytes(), LIMIT);
      connection.sendJson("PUT", "/a%2Fb/_doc/%20", "{}".getBytes(), LIMIT);
    }
    assertThat(asked)
        .containsExactly(
            new Asked("GET /", null, null, ""),
            new Asked("POST /_bulk", null, "application/x-ndjson; charset=UTF-8", "{}\n"),
            new Asked("PUT /a%2Fb/_doc/%20", null, "application/json; charset=UTF-8", "{}"));
  }

  @Test
  void login_ofTheUrl_countsBeforeTheVariables() {
    open("http://u:p%40@" + address() + "/base/", "other", "one").close();
    open("http://" + address(), "kenji", "pw").close();
    open("http://" + address(), "kenji", "").close();

    assertThat(asked)
        .extracting(Asked::login)
        .containsExactly("Basic dTpwQA==", "Basic a2Vuamk6cHc=", null);
    assertThat(asked.getFirst().line()).isEqualTo("GET /base/");
  }

  @Test
  void refusals_areAnswers_withAType() {
    try (var connection = open("http://" + address(), "", "")) {
      status = exchange -> 404;
      SearchAnswer answer = connection.send("GET", "/x/_doc/y", LIMIT);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.errorType()).isEqualTo("some_exception");
    }
    assertThat(new SearchAnswer(200, "no json".getBytes()).json().isMissingNode()).isTrue();
  }

  @Test
  void serverThatCannotServe_isAskedFourTimes() {
    try (var connection = open("http://" + address(), "", "")) {
      asked.clear();
      status = exchange -> 503;
      assertThatThrownBy(() -> connection.send("GET", "/x", LIMIT))
          .isInstanceOf(StoreAwayException.class);
      assertThat(asked).hasSize(4);
      assertThat(DependencyFaults.away(new StoreAwayException("503"))).isTrue();
    }
  }

  @Test
  void answerThatTakesTooLong_isWaitedForNoLonger() {
    var release = new CountDownLatch(1);
    try (var connection = open("http://" + address(), "", "")) {
      status =
          exchange -> {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return 200;
          };
      assertThatThrownBy(() -> connection.send("GET", "/x", Duration.ofMillis(200)))
          .isInstanceOf(StoreAwayException.class)
          .hasMessageContaining("in time");
    } finally {
      release.countDown();
    }
  }

  @Test
  void nobodyThere_isAway() {
    server.stop(0);
    assertThatThrownBy(() -> open("http://" + address(), "", ""))
        .isInstanceOf(StoreAwayException.class);
  }

  @Test
  void config_isNotPrinted_andChecked() {
    var env = new EnvReader(Map.of("SEARCH_URL", "http://u:secret@h", "SEARCH_PASSWORD", "hidden"));
    assertThat(SearchConfig.read(env).toString()).doesNotContain("secret", "hidden");
    assertThatThrownBy(
            () -> {
              var wrong = new EnvReader(Map.of("SEARCH_URL", "ftp://h", "SEARCH_BACKEND", "solr"));
              SearchConfig.read(wrong);
              wrong.done();
            })
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(2));
  }
}
