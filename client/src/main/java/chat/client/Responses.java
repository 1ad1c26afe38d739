package chat.client;

import chat.client.Wire.Incoming;
import chat.client.Wire.NoAnswerException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands results on {@code chat.user.{account}.response.{requestId}} to whoever waits for them. A
 * second result of a request, as a redelivery causes it, finds nobody and is dropped.
 */
final class Responses {

  private final Map<String, CompletableFuture<byte[]>> expected = new ConcurrentHashMap<>();

  /** A result that is expected from now on. */
  final class Expected implements AutoCloseable {
    private final String requestId;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    private Expected(String requestId) {
      this.requestId = requestId;
      expected.put(requestId, result);
    }

    /**
     * Waits for it.
     *
     * @throws NoAnswerException when it does not come in time
     */
    byte[] await(Duration timeout) throws NoAnswerException, InterruptedException {
      try {
        return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException _) { // it never fails otherwise
        throw new NoAnswerException("no result within " + timeout.toMillis() + " ms");
      }
    }

    @Override
    public void close() {
      expected.remove(requestId, result);
    }
  }

  /** Call this before what causes the result. */
  Expected expect(String requestId) {
    return new Expected(requestId);
  }

  void arrived(Incoming response) {
    String requestId = response.subject().substring(response.subject().lastIndexOf('.') + 1);
    CompletableFuture<byte[]> result = expected.remove(requestId);
    if (result != null) {
      result.complete(response.body());
    }
  }
}
