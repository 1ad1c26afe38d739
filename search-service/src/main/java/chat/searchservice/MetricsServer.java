package chat.searchservice;

import chat.runtime.HttpListener;
import chat.runtime.StartException;
import chat.runtime.Telemetry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;

/**
 * {@code /metrics} and {@code /healthz} on {@code SEARCH_METRICS_ADDR} (11 §9); every other path is
 * not found. A taken port is fatal.
 */
final class MetricsServer implements AutoCloseable {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON_TYPE = "application/json";
  private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService executor;
  private final Telemetry telemetry;

  private MetricsServer(HttpServer server, ExecutorService executor, Telemetry telemetry) {
    this.server = server;
    this.executor = executor;
    this.telemetry = telemetry;
  }

  /**
   * @param address {@code host:port} or {@code :port}
   * @param executor is ended with the server
   */
  static MetricsServer start(String address, ExecutorService executor, Telemetry telemetry) {
    try {
      HttpServer server = HttpListener.bind(HttpListener.address(address));
      var self = new MetricsServer(server, executor, telemetry);
      server.setExecutor(executor);
      server.createContext("/", self::answer);
      server.start();
      return self;
    } catch (IOException e) {
      executor.shutdownNow();
      throw new StartException("metrics server listen failed: " + address, e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> send(exchange, METRICS_TYPE, telemetry.scrape());
        case "/healthz" -> send(exchange, JSON_TYPE, OK);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
