package chat.searchservice;

import chat.model.Json;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory over HTTP (11 §6.2). Its answers and their statuses never reach a client. */
final class HttpUserDirectory implements UserDirectory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpUserDirectory.class);
  private static final int REDIRECTS = 10;
  private static final Set<Integer> WITH_BODY = Set.of(307, 308);
  private static final Set<Integer> WITHOUT_BODY = Set.of(301, 302, 303);
  private static final int LARGEST_ANSWER = 16 << 20;
  private static final TextMapSetter<HttpRequest.Builder> SETTER =
      (request, name, value) -> {
        if (request != null) {
          request.setHeader(name, value);
        }
      };

  private final HttpClient http;
  private final Config.Directory config;

  HttpUserDirectory(Config.Directory config) {
    this.config = config;
    // redirects are followed here: the client would hand the token to whomever they lead to
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.limit())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public Answer search(String query, Deadline deadline) {
    Duration limit =
        config.limit().compareTo(deadline.left()) < 0 ? config.limit() : deadline.left();
    long start = System.nanoTime();
    URI uri = URI.create(config.url() + "/search");
    try {
      return DirectoryAnswers.read(follow(uri, Json.write(Map.of("query", query)), limit));
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("method", "POST")
          .addKeyValue("host", uri.getAuthority())
          .addKeyValue("path", uri.getPath())
          .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
          .addKeyValue("error", e.toString())
          .log("http error");
      return new Answer.Failed(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("interrupted");
    }
  }

  private HttpResponse<byte[]> follow(URI first, byte[] query, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    URI uri = first;
    byte[] body = query;
    for (int redirects = 0; ; redirects++) {
      HttpResponse<byte[]> response = send(request(first, uri, body), end - System.nanoTime());
      Optional<URI> next = redirect(uri, response);
      if (next.isEmpty()) {
        return response;
      }
      if (redirects == REDIRECTS) {
        throw new IOException("stopped after " + REDIRECTS + " redirects");
      }
      body = WITH_BODY.contains(response.statusCode()) ? body : new byte[0];
      uri = next.get();
    }
  }

  private static Optional<URI> redirect(URI from, HttpResponse<byte[]> response)
      throws IOException {
    int status = response.statusCode();
    if (!WITH_BODY.contains(status) && !WITHOUT_BODY.contains(status)) {
      return Optional.empty();
    }
    try {
      return response.headers().firstValue("Location").map(from::resolve);
    } catch (IllegalArgumentException e) {
      throw new IOException("redirect to no url", e);
    }
  }

  /** The token goes to the directory's own host alone. */
  private HttpRequest request(URI first, URI uri, byte[] body) throws IOException {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    } catch (IllegalArgumentException e) {
      throw new IOException("redirect to no http url", e);
    }
    if (body.length > 0) {
      request.POST(BodyPublishers.ofByteArray(body));
    }
    boolean ownHost =
        uri.getScheme().equals(first.getScheme())
            && uri.getAuthority().equals(first.getAuthority());
    if (ownHost && !config.token().isEmpty()) {
      request.header("Authorization", "Bearer " + config.token().value());
    }
    W3CTraceContextPropagator.getInstance().inject(Context.current(), request, SETTER);
    return request.build();
  }

  private HttpResponse<byte[]> send(HttpRequest request, long nanos)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null ? "failed" : cause.toString();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
