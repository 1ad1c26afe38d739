package chat.runtime;

import chat.model.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics} on {@code HEALTH_ADDR} (13 A6). Off when the
 * address is empty; a taken port is fatal.
 */
final class HealthServer implements AutoCloseable {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON_TYPE = "application/json";

  private final HttpServer server;
  private final ExecutorService executor;
  private final Health health;
  private final Telemetry telemetry;

  private HealthServer(
      HttpServer server, ExecutorService executor, Health health, Telemetry telemetry) {
    this.server = server;
    this.executor = executor;
    this.health = health;
    this.telemetry = telemetry;
  }

  /**
   * @param address {@code host:port} or {@code :port}; port 0 = any free one
   */
  static HealthServer start(
      String address, Health health, Telemetry telemetry, ServiceThreads threads) {
    try {
      HttpServer server = HttpListener.bind(HttpListener.address(address));
      ExecutorService executor = threads.executor("http");
      var self = new HealthServer(server, executor, health, telemetry);
      server.setExecutor(executor);
      server.createContext("/livez", self::livez);
      server.createContext("/readyz", self::readyz);
      server.createContext("/metrics", self::metrics);
      server.start();
      return self;
    } catch (IOException e) {
      throw new StartException("HEALTH_ADDR " + address + " cannot be bound", e);
    }
  }

  /** {@code host:port} as bound. */
  String address() {
    InetSocketAddress bound = server.getAddress();
    return bound.getAddress().getHostAddress() + ":" + bound.getPort();
  }

  private void livez(HttpExchange exchange) throws IOException {
    var stuck = health.stuck();
    answer(
        exchange,
        stuck.isEmpty(),
        Map.of("status", stuck.isEmpty() ? "ok" : "stuck", "loops", stuck));
  }

  private void readyz(HttpExchange exchange) throws IOException {
    Map<String, String> missing = health.missing();
    String status = missing.isEmpty() ? "ok" : "not ready";
    answer(exchange, missing.isEmpty(), Map.of("status", status, "missing", missing));
  }

  private void metrics(HttpExchange exchange) throws IOException {
    send(exchange, 200, METRICS_TYPE, telemetry.scrape());
  }

  private static void answer(HttpExchange exchange, boolean ok, Object body) throws IOException {
    send(exchange, ok ? 200 : 503, JSON_TYPE, Json.write(body));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
