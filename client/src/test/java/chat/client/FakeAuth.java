package chat.client;

import chat.localservers.OperatorKeys;
import chat.model.ErrorReply;
import chat.model.Json;
import chat.model.LoginReply;
import chat.model.LoginUser;
import chat.model.SsoLoginRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** auth-service, as far as a client sees it; its tokens are real. */
final class FakeAuth implements AutoCloseable {
  private final HttpServer server;
  private final OperatorKeys keys;
  final AtomicInteger logins = new AtomicInteger();
  volatile String account;
  volatile Duration life;
  volatile int refusal;

  FakeAuth(OperatorKeys keys, String account, Duration life) throws IOException {
    this.keys = keys;
    this.account = account;
    this.life = life;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/auth", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body;
      if (refusal != 0) {
        body = Json.write(ErrorReply.of("refused by the test"));
        exchange.sendResponseHeaders(refusal, body.length);
      } else {
        var request = Json.read(exchange.getRequestBody().readAllBytes(), SsoLoginRequest.class);
        String token = keys.userToken(request.natsPublicKey(), account, Instant.now(), life);
        var user = new LoginUser("", account, "", request.ssoToken(), "", "", "");
        body = Json.write(new LoginReply(token, user));
        logins.incrementAndGet();
        exchange.sendResponseHeaders(200, body.length);
      }
      exchange.getResponseBody().write(body);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
