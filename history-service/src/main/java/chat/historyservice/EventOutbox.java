package chat.historyservice;

import chat.model.Json;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.Subjects;
import chat.runtime.ServiceThreads;
import chat.runtime.StreamPublisher;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in the stream of canonical messages one after the other, so that those of one
 * message keep their order, and tries again for as long as the stream is away. Each has an id that
 * the stream knows duplicates by. What waits is in memory alone.
 */
final class EventOutbox implements CanonicalEvents {
  private static final Logger LOG = LoggerFactory.getLogger(EventOutbox.class);

  private final StreamPublisher stream;
  private final String siteId;
  private final Pace pace;
  private final Semaphore places;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(); // bounded by places
  private final Thread sender;

  /**
   * How the outbox behaves while the stream is away.
   *
   * @param most events that wait at one time
   * @param patience how long a caller waits for its event
   * @param firstPause before the second attempt; each further pause is twice as long
   * @param longestPause no pause is longer
   */
  record Pace(int most, Duration patience, Duration firstPause, Duration longestPause) {
    static final Pace USUAL =
        new Pace(1000, Duration.ofSeconds(2), Duration.ofMillis(250), Duration.ofSeconds(5));

    Duration after(Duration pause) {
      Duration longer = pause.multipliedBy(2);
      return longer.compareTo(longestPause) > 0 ? longestPause : longer;
    }
  }

  private record Waiting(
      MessageEvent event, @Nullable String requestId, Context trace, CountDownLatch stored) {}

  EventOutbox(StreamPublisher stream, String siteId, Pace pace, ServiceThreads threads) {
    this.stream = stream;
    this.siteId = siteId;
    this.pace = pace;
    this.places = new Semaphore(pace.most());
    this.sender = threads.start("events", this::sendAll);
  }

  @Override
  public void publish(MessageEvent event, @Nullable String requestId) throws InterruptedException {
    if (!places.tryAcquire()) {
      warn(event).addKeyValue("waiting", pace.most()).log("canonical publish failed: outbox full");
      return;
    }
    var waiting = new Waiting(event, requestId, Context.current(), new CountDownLatch(1));
    queue.add(waiting);
    if (!waiting.stored().await(pace.patience().toNanos(), TimeUnit.NANOSECONDS)) {
      warn(event).log("canonical publish failed: goes on in the background");
    }
  }

  private void sendAll() {
    try {
      while (true) {
        send(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the service stops
    }
  }

  private void send(Waiting waiting) throws InterruptedException {
    Duration pause = pace.firstPause();
    while (!isStored(waiting)) {
      Thread.sleep(pause);
      pause = pace.after(pause);
    }
    places.release();
    waiting.stored().countDown();
  }

  private boolean isStored(Waiting waiting) throws InterruptedException {
    MessageEvent event = waiting.event();
    String subject =
        event.event().equals(MessageEventType.UPDATED)
            ? Subjects.messageUpdated(siteId)
            : Subjects.messageDeleted(siteId);
    String id = event.message().id() + ":" + event.event() + ":" + event.timestamp();
    try (Scope scope = waiting.trace().makeCurrent()) {
      stream.publish(subject, waiting.requestId(), id, Json.write(event));
      return true;
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      warn(event).setCause(e).addKeyValue("subject", subject).log("canonical publish failed");
      return false;
    }
  }

  private static org.slf4j.spi.LoggingEventBuilder warn(MessageEvent event) {
    return LOG.atWarn()
        .addKeyValue("messageID", event.message().id())
        .addKeyValue("roomID", event.message().roomId());
  }

  /** Waits for what waits, until the limit; the rest is lost, and said to be. */
  void drain(Duration limit) throws InterruptedException {
    if (!places.tryAcquire(pace.most(), limit.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.atError()
          .addKeyValue("waiting", pace.most() - places.availablePermits())
          .log("canonical events lost");
    }
    sender.interrupt();
  }
}
