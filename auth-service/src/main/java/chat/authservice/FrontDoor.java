package chat.authservice;

import chat.authservice.Routes.Answer;
import chat.model.Ids;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around every request (12 §2): recovery, request id, access log, CORS headers. */
final class FrontDoor implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final String REQUEST_ID = "X-Request-ID";
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private final Routes routes;
  private final Ids ids;

  FrontDoor(Routes routes, Ids ids) {
    this.routes = routes;
    this.ids = ids;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = String.valueOf(exchange.getRequestURI().getPath());
      if (Routes.hasExtraSlash(exchange.getRequestMethod(), path)) {
        redirect(exchange, path);
      } else {
        answer(exchange, path);
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    long start = System.nanoTime();
    String requestId = requestId(exchange.getRequestHeaders().getFirst(REQUEST_ID));
    Headers headers = exchange.getResponseHeaders();
    headers.set(REQUEST_ID, requestId);
    allowOtherOrigins(headers);
    Answer answer = recovered(exchange, path, requestId);
    try {
      send(exchange, answer);
    } finally {
      LOG.atInfo()
          .addKeyValue("request_id", requestId)
          .addKeyValue("method", exchange.getRequestMethod())
          .addKeyValue("path", path)
          .addKeyValue("status", answer.status())
          .addKeyValue("latency_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
          .addKeyValue("client_ip", clientIp(exchange))
          .log("request");
    }
  }

  private Answer recovered(HttpExchange exchange, String path, String requestId)
      throws IOException {
    try {
      return routes.answer(
          new Routes.Call(
              exchange.getRequestMethod(),
              path,
              exchange.getRemoteAddress().getAddress(),
              exchange.getRequestBody(),
              requestId));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("request_id", requestId).log("request failed");
      return Answer.empty(500);
    }
  }

  private String requestId(@Nullable String given) {
    return given != null && Ids.isRequestId(given) ? given : ids.newRequestId();
  }

  private static void allowOtherOrigins(Headers headers) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    headers.set("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Request-ID");
    headers.set("Access-Control-Max-Age", "300");
  }

  private static void redirect(HttpExchange exchange, String path) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String target = path.substring(0, path.length() - 1);
    exchange
        .getResponseHeaders()
        .set("Location", URI.create(target) + (query == null ? "" : "?" + query));
    exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 301 : 307, -1);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (!answer.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    }
    // -1 means "no body", 0 would mean "a body of unknown length"
    boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** For the log only: everybody can write these headers. */
  private static String clientIp(HttpExchange exchange) {
    for (String header : new String[] {"X-Forwarded-For", "X-Real-IP"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      String first = value == null ? "" : value.split(",", 2)[0].strip();
      if (ADDRESS.matcher(first).matches()) {
        return first;
      }
    }
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }
}
