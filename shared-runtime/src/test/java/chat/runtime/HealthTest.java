package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final ServiceThreads threads = new ServiceThreads("test");
  private final Health health = new Health(threads);
  private final Telemetry telemetry = Telemetry.start("test", Map.of());
  private final HealthServer server = HealthServer.start("127.0.0.1:0", health, telemetry, threads);

  @AfterEach
  void close() {
    server.close();
    health.stop();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://" + server.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void readyz_namesWhatIsMissing() throws Exception {
    var open = new AtomicBoolean();
    health.condition("consumer room-worker", open::get);
    health.store("mongo", () -> {});

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("consumer room-worker").doesNotContain("mongo");

    open.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void livez_isOkWhileLoopsBeat() throws Exception {
    health.beat("pull");

    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_areInThePrometheusTextFormat() throws Exception {
    telemetry.meter("room-key").counterBuilder("room_key_absent_errors_total").build().add(1);

    assertThat(get("/metrics").body()).contains("room_key_absent_errors_total");
  }

  @Test
  void takenPort_endsTheStart() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> HealthServer.start(server.address(), health, telemetry, threads))
        .isInstanceOf(StartException.class);
  }
}
