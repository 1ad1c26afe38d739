package chat.client;

import chat.model.ErrorReply;
import chat.model.Json;
import chat.model.LoginReply;
import chat.model.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks auth-service for tokens (contract 12 §2). */
final class AuthService {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final URI address;

  /**
   * @param base as {@code http://host:port}
   */
  AuthService(URI base) {
    this.address = base.resolve("/auth");
  }

  /**
   * Posts a login.
   *
   * @throws LoginRefusedException when the answer is no
   * @throws IOException when there is no answer
   */
  LoginReply logIn(Record request) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)))
            .build();
    HttpResponse<byte[]> response;
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      response = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
    }
    try {
      if (response.statusCode() != 200) {
        String text = Json.read(response.body(), ErrorReply.class).error();
        throw new LoginRefusedException(response.statusCode(), text);
      }
      return Json.read(response.body(), LoginReply.class);
    } catch (MalformedJsonException e) {
      throw new IOException(
          "status %d from %s, and no answer of ours".formatted(response.statusCode(), address), e);
    }
  }
}
