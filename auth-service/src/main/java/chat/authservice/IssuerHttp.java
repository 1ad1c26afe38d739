package chat.authservice;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Gets documents from the issuer: 10 s and a mebibyte each at the most (12 ODDITY-7). */
final class IssuerHttp implements ResourceRetriever, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  private final HttpClient client;
  private final Duration limit;

  /**
   * @param tls null for the JDK's own checks
   */
  IssuerHttp(@Nullable SSLContext tls) {
    this(tls, LIMIT);
  }

  IssuerHttp(@Nullable SSLContext tls, Duration limit) {
    var builder =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1);
    this.client = (tls == null ? builder : builder.sslContext(tls)).build();
    this.limit = limit;
  }

  /**
   * The body of an answer with status 200.
   *
   * @throws IOException for every other answer, and for none within the limit
   */
  byte[] get(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    // the request's own timeout would end with the headers
    Future<byte[]> answer =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(IssuerHttp::body, task -> Thread.ofVirtual().start(task));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer within " + limit.toSeconds() + " s from " + address, e);
    } catch (ExecutionException e) {
      throw new IOException("GET " + address + ": " + e.getCause(), e);
    }
  }

  private static byte[] body(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw new java.io.UncheckedIOException(new IOException("status " + response.statusCode()));
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new java.io.UncheckedIOException(new IOException("more than a mebibyte"));
      }
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return new Resource(new String(get(url.toURI()), StandardCharsets.UTF_8), "application/json");
    } catch (URISyntaxException e) {
      throw new IOException("not an address: " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
