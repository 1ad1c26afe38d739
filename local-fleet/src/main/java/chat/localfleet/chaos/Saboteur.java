package chat.localfleet.chaos;

import chat.localfleet.FleetStatus;
import chat.model.Durables;
import chat.model.Durables.Durable;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;

/**
 * An instance that acknowledges before it works, and dies before it works: takes some messages of
 * message-worker, acknowledges them and does nothing. A run with it must fail.
 */
final class Saboteur implements AutoCloseable {
  private final Connection nats;
  private final Thread thread;
  private volatile boolean stopped;

  Saboteur(FleetStatus.Site site) throws IOException, InterruptedException {
    nats =
        Nats.connect(
            Options.builder()
                .server(site.nats())
                .authHandler(Nats.credentials(site.natsCreds()))
                .maxReconnects(-1)
                .build());
    Durable durable = Durables.messageWorker(site.id());
    thread = Thread.ofVirtual().start(() -> steal(durable));
  }

  private void steal(Durable durable) {
    while (!stopped) {
      try {
        ConsumerContext consumer = nats.getConsumerContext(durable.stream(), durable.name());
        Message taken = consumer.next(Duration.ofSeconds(1));
        if (taken != null) {
          taken.ack();
        }
        Thread.sleep(500);
      } catch (InterruptedException e) {
        return;
      } catch (IOException | JetStreamApiException | RuntimeException e) {
        stopped = !sleptBeforeTheNextTry();
      } catch (io.nats.client.JetStreamStatusCheckedException e) {
        stopped = !sleptBeforeTheNextTry();
      }
    }
  }

  /** The server is away, as it is meant to be from time to time. */
  private static boolean sleptBeforeTheNextTry() {
    try {
      Thread.sleep(500);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    nats.close();
  }
}
