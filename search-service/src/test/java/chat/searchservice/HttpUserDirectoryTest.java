package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.UserHit;
import chat.runtime.Secret;
import chat.searchservice.UserDirectory.Answer;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUserDirectoryTest {
  private record Asked(String method, String path, String login, String body) {}

  private interface Reaction {
    void to(HttpExchange exchange) throws IOException;
  }

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Reaction reaction = exchange -> send(exchange, 200, "[]");
  private HttpUserDirectory directory;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    directory = directory(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    directory.close();
    server.stop(0);
  }

  private HttpUserDirectory directory(Duration limit) {
    return new HttpUserDirectory(new Config.Directory(url() + "/api", limit, new Secret("tok")));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      reaction.to(exchange);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
  }

  private Answer search() {
    return directory.search("ken", SearchWorld.deadline());
  }

  @Test
  void question_isOneCallWithTheToken() {
    reaction = exchange -> send(exchange, 200, "[{\"account\":\"kenji\",\"x\":1}]");

    assertThat(search()).isEqualTo(new Answer.People(List.of(new UserHit("kenji", "", ""))));
    assertThat(asked)
        .containsExactly(new Asked("POST", "/api/search", "Bearer tok", "{\"query\":\"ken\"}"));
  }

  @ParameterizedTest
  @CsvSource({"301, GET, ''", "302, GET, ''", "303, GET, ''", "307, POST, ken", "308, POST, ken"})
  void redirects_areFollowed(int status, String method, String body) {
    reaction =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            send(exchange, 200, "[{\"account\":\"after\"}]");
          } else {
            redirect(exchange, status, "/moved");
          }
        };
    assertThat(search()).isEqualTo(new Answer.People(List.of(new UserHit("after", "", ""))));
    assertThat(asked.getLast().method()).isEqualTo(method);
    assertThat(asked.getLast().body()).contains(body);
    assertThat(asked.getLast().login()).isEqualTo("Bearer tok");
  }

  @Test
  void redirectElsewhere_getsNoToken() throws IOException {
    var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> logins = Collections.synchronizedList(new ArrayList<>());
    other.createContext(
        "/",
        exchange -> {
          try (exchange) {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            send(exchange, 200, "[]");
          }
        });
    other.start();
    reaction =
        exchange ->
            redirect(exchange, 307, "http://127.0.0.1:" + other.getAddress().getPort() + "/x");
    try {
      assertThat(search()).isEqualTo(new Answer.People(List.of()));
      assertThat(logins).containsExactly("null");
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/loop", "ftp://x/y", "http://[", "mailto:x"})
  void redirectsThatLeadNowhere_fail(String location) {
    reaction = exchange -> redirect(exchange, 307, location);
    assertThat(search()).isInstanceOf(Answer.Failed.class);
    assertThat(asked).hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void directoryThatIsSlow_orGone_fails() {
    var release = new CountDownLatch(1);
    reaction =
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          send(exchange, 200, "[]");
        };
    try (HttpUserDirectory impatient = directory(Duration.ofMillis(200))) {
      assertThat(impatient.search("ken", SearchWorld.deadline())).isInstanceOf(Answer.Failed.class);
    } finally {
      release.countDown();
    }
    server.stop(0);
    assertThat(search()).isInstanceOf(Answer.Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | application/json | [{\"account\":\"x\"}] | x",
        "201 | application/json; charset=utf-8 | [{\"account\":\"x\"}] | x",
        "200 | application/vnd.x+json | [{\"account\":\"x\"}] | x",
        "200 | text/json | [{\"account\":\"x\"}] | x",
        "200 | text/plain | [{\"account\":\"x\"}] | x",
        "200 | application/json | [] | ''",
        "200 | application/json | null | ''",
        "204 | '' | '' | ''",
        "200 | text/html | '' | ''",
        "200 | application/json | '' | failed",
        "200 | text/html | <html> | failed",
        "200 | application/xml | <a/> | failed",
        "200 | application/json | {\"account\":\"x\"} | failed",
        "200 | application/json | [{ | failed",
        "200 | application/json | [] [] | failed",
        "200 | application/json | [\"x\"] | failed",
        "200 | application/json | [{\"account\":5}] | failed",
        "304 | application/json | [] | failed",
        "404 | application/json | [] | failed",
        "503 | application/json | [] | failed",
      })
  void answers_meanWhatTheContractSays(int status, String type, String body, String accounts) {
    Answer answer = DirectoryAnswers.read(status, type, body.getBytes(StandardCharsets.UTF_8));
    String told =
        switch (answer) {
          case Answer.People(List<UserHit> people) ->
              String.join(",", people.stream().map(UserHit::account).toList());
          case Answer.Failed _ -> "failed";
        };
    assertThat(told).isEqualTo(accounts);
  }
}
