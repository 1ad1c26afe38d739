package chat.stores;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * The site's search engine over HTTP, shared by all threads (contract 10 §2). What the engine
 * answered is a value, whatever its status; only an engine that does not answer, or cannot serve
 * now, is an exception.
 */
public final class SearchConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);

  /** Tried again at once this often, as far as the time allows. */
  private static final int RETRIES = 3;

  private static final Set<Integer> AWAY = Set.of(502, 503, 504);
  private static final ContentType NDJSON =
      ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);

  private final RestClient client;

  private SearchConnection(RestClient client) {
    this.client = client;
  }

  /**
   * Connects and pings.
   *
   * @throws StoreAwayException when nothing answers in time
   */
  public static SearchConnection open(SearchConfig config) {
    var connection = new SearchConnection(SearchClients.build(config, CONNECT_TIMEOUT));
    try {
      connection.ping();
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Asks for a sign of life.
   *
   * @throws StoreAwayException when none comes
   */
  public void ping() {
    SearchAnswer answer = send("GET", "/", PING_TIMEOUT);
    if (answer.status() != SearchAnswer.OK) {
      throw new StoreAwayException("the search engine answers " + answer.status());
    }
  }

  /** A request without a body. */
  public SearchAnswer send(String method, String path, Duration limit) {
    return answer(new Request(method, path), limit);
  }

  /** A request with a JSON body. */
  public SearchAnswer sendJson(String method, String path, byte[] body, Duration limit) {
    return answer(request(method, path, body, ContentType.APPLICATION_JSON), limit);
  }

  /** A request whose body is one JSON value a line. */
  public SearchAnswer sendLines(String method, String path, byte[] body, Duration limit) {
    return answer(request(method, path, body, NDJSON), limit);
  }

  private static Request request(String method, String path, byte[] body, ContentType type) {
    var request = new Request(method, path);
    request.setEntity(new NByteArrayEntity(body, type));
    return request;
  }

  private SearchAnswer answer(Request request, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    int retries = RETRIES;
    while (true) {
      try {
        return attempt(request, end - System.nanoTime());
      } catch (StoreAwayException e) {
        if (retries-- == 0
            || end - System.nanoTime() <= 0
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private SearchAnswer attempt(Request request, long nanos) {
    var listener = new Listener();
    Cancellable running = client.performRequestAsync(request, listener);
    try {
      SearchAnswer answer = listener.answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
      if (AWAY.contains(answer.status())) {
        throw new StoreAwayException("the search engine answers " + answer.status());
      }
      return answer;
    } catch (TimeoutException e) {
      running.cancel();
      throw new StoreAwayException("the search engine does not answer in time", e);
    } catch (InterruptedException e) {
      running.cancel();
      Thread.currentThread().interrupt();
      throw new StoreAwayException("interrupted while waiting for the search engine", e);
    } catch (ExecutionException e) {
      throw new StoreAwayException("the search engine does not answer", e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new StoreAwayException("closing the connection to the search engine", e);
    }
  }

  /** Statuses of 400 and above come to the client's callers as failures. */
  private static final class Listener implements ResponseListener {
    final CompletableFuture<SearchAnswer> answer = new CompletableFuture<>();

    @Override
    public void onSuccess(Response response) {
      complete(response);
    }

    @Override
    public void onFailure(Exception fault) {
      if (fault instanceof ResponseException answered) {
        complete(answered.getResponse());
      } else {
        answer.completeExceptionally(fault);
      }
    }

    private void complete(Response response) {
      try {
        byte[] body =
            response.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(response.getEntity());
        answer.complete(new SearchAnswer(response.getStatusLine().getStatusCode(), body));
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }
  }
}
