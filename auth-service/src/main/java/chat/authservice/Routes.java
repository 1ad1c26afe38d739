package chat.authservice;

import chat.authservice.LoginOutcome.Granted;
import chat.authservice.LoginOutcome.Refused;
import chat.model.Json;
import chat.model.LoginReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What each method and path answers (12 §2). */
final class Routes {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int MOST_BODY_BYTES = 64 * 1024;

  /**
   * What is read and thrown away of a body that is too long, so that its sender hears the answer.
   */
  private static final int MOST_SPILLED_BYTES = 1 << 20;

  /** A request, as far as an answer depends on it. */
  record Call(String method, String path, InetAddress from, InputStream body, String requestId) {}

  /** An answer; a status of 3xx names the place to go to in the body. */
  record Answer(int status, String contentType, byte[] body) {
    static Answer empty(int status) {
      return new Answer(status, "", new byte[0]);
    }

    static Answer json(int status, Object body) {
      return new Answer(status, JSON, Json.write(body));
    }
  }

  private final Login login;
  private final RequestRate rate;
  private final LoginMetrics metrics;

  Routes(Login login, RequestRate rate, LoginMetrics metrics) {
    this.login = login;
    this.rate = rate;
    this.metrics = metrics;
  }

  /** Whether the path is one of ours but for a slash at its end. */
  static boolean hasExtraSlash(String method, String path) {
    return (method.equals("POST") && path.equals("/auth/"))
        || (method.equals("GET") && path.equals("/healthz/"));
  }

  Answer answer(Call call) throws IOException {
    return switch (call.method + " " + call.path) {
      case String any when any.startsWith("OPTIONS ") -> Answer.empty(204);
      case "GET /healthz" -> Answer.json(200, Map.of("status", "ok"));
      case "POST /auth" -> logIn(call);
      default ->
          new Answer(404, "text/plain", "404 page not found".getBytes(StandardCharsets.US_ASCII));
    };
  }

  private Answer logIn(Call call) throws IOException {
    if (!rate.admits(call.from)) {
      metrics.tooMany();
      return refuse(Refusal.TOO_MANY);
    }
    byte[] body = call.body.readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      var _ = call.body.readNBytes(MOST_SPILLED_BYTES);
      body = new byte[0]; // refused like everything that cannot be decoded
    }
    long start = System.nanoTime();
    LoginOutcome outcome = login.logIn(body, call.requestId);
    metrics.loggedIn(outcome, System.nanoTime() - start);
    return switch (outcome) {
      case Granted(LoginReply reply) -> Answer.json(200, reply);
      case Refused(Refusal refusal) -> refuse(refusal);
    };
  }

  private static Answer refuse(Refusal refusal) {
    return Answer.json(refusal.status(), Map.of("error", refusal.text()));
  }
}
