package chat.localfleet.findable;

import chat.localfleet.FleetStatus;
import chat.model.Durables;
import chat.model.Durables.Durable;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An instance of search-sync-worker that takes events and never answers for them: each comes again
 * to somebody else, later and out of order. What comes to it a second time it gives back at once,
 * so that no event runs out of deliveries.
 */
final class ForgetfulReplica implements AutoCloseable {
  private static final long REST_MILLIS = 1000;

  private final Connection nats;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger forgotten = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);

  ForgetfulReplica(FleetStatus.Site site, long seed) throws IOException, InterruptedException {
    nats =
        Nats.connect(
            Options.builder()
                .server(site.nats())
                .authHandler(Nats.credentials(site.natsCreds()))
                .inboxPrefix("chat.server.response")
                .errorListener(new ErrorListener() {}) // of a consumer that is taken away
                .build());
    for (Durable durable : durables(site.id())) {
      var random = new Random(seed + durable.name().hashCode());
      threads.add(Thread.ofVirtual().start(() -> takeUntilStopped(durable, random)));
    }
  }

  /** Of the three collections. */
  static List<Durable> durables(String siteId) {
    return List.of(
        Durables.messageSync(siteId),
        Durables.spotlightSync(siteId),
        Durables.userRoomSync(siteId));
  }

  private void takeUntilStopped(Durable durable, Random random) {
    try {
      long pause = 0;
      while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
        pause = take(durable) ? random.nextInt(60) : REST_MILLIS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when it had better rest a while. */
  private boolean take(Durable durable) throws InterruptedException {
    try {
      Message taken =
          nats.getConsumerContext(durable.stream(), durable.name()).next(Duration.ofSeconds(1));
      if (taken != null && taken.metaData().deliveredCount() > 1) {
        taken.nak();
        return false;
      }
      if (taken != null) {
        forgotten.incrementAndGet();
      }
      return true;
    } catch (IOException
        | JetStreamApiException
        | JetStreamStatusException
        | JetStreamStatusCheckedException e) {
      return false; // the consumer is made anew just now
    }
  }

  /** Deliveries so far that came to nothing. */
  int forgotten() {
    return forgotten.get();
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
    nats.close();
  }
}
