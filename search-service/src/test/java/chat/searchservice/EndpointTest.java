package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Json;
import chat.model.SearchArea;
import chat.model.SearchUsersRequest;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.ServiceThreads;
import chat.runtime.StartException;
import chat.runtime.Telemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private final SearchMetrics metrics = new SearchMetrics();
  private final ServiceThreads threads = new ServiceThreads("test");

  private Reply handle(SearchArea area, SearchOperation operation) {
    return new Endpoint(area, operation, metrics, SearchWorld::deadline)
        .handle(new Request("s", Map.of("account", "kenji"), "{}".getBytes(), null, null));
  }

  private static HttpResponse<String> get(int port, String method, String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void requests_areCountedByKindAndStatus() throws Exception {
    handle(SearchArea.ROOMS, (account, body, deadline) -> Reply.success(Map.of()));
    handle(SearchArea.APPS, (account, body, deadline) -> Refusals.NO_QUERY);
    handle(SearchArea.USERS, (account, body, deadline) -> Refusals.NO_DIRECTORY);
    handle(
        SearchArea.MESSAGES,
        (account, body, deadline) ->
            Reply.success(Json.read("[]".getBytes(), SearchUsersRequest.class)));
    assertThatThrownBy(
            () ->
                handle(
                    SearchArea.MESSAGES,
                    (account, body, deadline) -> {
                      throw new IllegalStateException("bug");
                    }))
        .hasMessage("bug");
    Telemetry telemetry = Telemetry.start("test", Map.of());
    telemetry.add(metrics);
    try (var server = MetricsServer.start("127.0.0.1:0", threads.executor("m"), telemetry)) {
      HttpResponse<String> answer = get(server.port(), "GET", "/metrics");
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      assertThat(answer.body())
          .contains(
              "search_service_requests_total{kind=\"subscriptions\",status=\"ok\"} 1",
              "search_service_requests_total{kind=\"apps\",status=\"bad_request\"} 1",
              "search_service_requests_total{kind=\"users\",status=\"internal\"} 1",
              "search_service_requests_total{kind=\"messages\",status=\"internal\"} 1",
              "search_service_request_duration_seconds_bucket{kind=\"messages\",le=\"0.005\"}",
              "search_service_es_duration_seconds_count 0")
          .doesNotContain("kind=\"messages\",status=\"ok\"");
      assertThat(get(server.port(), "POST", "/metrics").statusCode()).isEqualTo(200);
      assertThat(get(server.port(), "GET", "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(server.port(), "GET", "/metricsx").statusCode()).isEqualTo(404);
      assertThatThrownBy(
              () ->
                  MetricsServer.start(
                      "127.0.0.1:" + server.port(), threads.executor("m"), telemetry))
          .isInstanceOf(StartException.class);
    }
    telemetry.flush(Duration.ofSeconds(1));
  }

  @Test
  void whatIsNoRequest_isRefusedAndNotCounted() {
    Reply reply =
        handle(
            SearchArea.APPS,
            (account, body, deadline) ->
                Reply.success(Json.read("x".getBytes(), SearchUsersRequest.class)));
    assertThat(new String(reply.bytes())).isEqualTo("{\"error\":\"invalid request payload\"}");
    assertThat(metrics.collect().stream().flatMap(m -> m.getDataPoints().stream()))
        .noneMatch(point -> point.getLabels().contains("status"));
  }

  @Test
  void kinds_existFromTheStart() {
    assertThat(metrics.collect().stream().flatMap(m -> m.getDataPoints().stream()))
        .filteredOn(point -> point.getLabels().contains("kind"))
        .extracting(point -> point.getLabels().get("kind"))
        .containsExactlyInAnyOrder("messages", "subscriptions", "apps", "users");
  }
}
