package chat.client;

import chat.client.Wire.Incoming;
import chat.client.Wire.Line;
import chat.client.Wire.NoAnswerException;
import chat.model.Headers;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection of a client, from its opening to its end. */
final class NatsLink {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

  private final Connection connection;
  private final Dispatcher events;
  private final Dispatcher responses;

  /** With the link before this one; null for the first, and long over for most. */
  private final @Nullable Overlap before;

  /** With the link after this one, while the two overlap. */
  private volatile @Nullable Overlap after;

  private int asking;
  private boolean retiring;

  private NatsLink(Connection connection, @Nullable Overlap before) {
    this.connection = connection;
    this.before = before;
    this.events = connection.createDispatcher();
    this.responses = connection.createDispatcher();
  }

  static NatsLink open(Options options, @Nullable Overlap before)
      throws IOException, InterruptedException {
    return new NatsLink(Nats.connect(options), before);
  }

  static Message message(String subject, @Nullable String requestId, byte[] body) {
    NatsMessage.Builder message = NatsMessage.builder().subject(subject).data(body);
    if (requestId != null) {
      message.headers(new io.nats.client.impl.Headers().add(Headers.REQUEST_ID, requestId));
    }
    return message.build();
  }

  boolean isConnected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  boolean is(Connection other) {
    return connection.equals(other);
  }

  void publish(Message message) {
    connection.publish(message);
  }

  /**
   * Asks and waits.
   *
   * @return null when this link is about to end: the next one has to be asked
   */
  byte @Nullable [] request(Message message, Duration timeout)
      throws NoAnswerException, InterruptedException {
    synchronized (this) {
      if (retiring) {
        return null;
      }
      asking++;
    }
    try {
      return connection
          .requestWithTimeout(message, timeout)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .getData();
    } catch (TimeoutException | CancellationException _) { // ours, or the connection's own timer
      throw new NoAnswerException("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new NoAnswerException(
          e.getCause() instanceof JetStreamStatusException // this is how a 503 is reported
              ? "nobody serves this"
              : "request failed: " + e.getCause());
    } catch (IllegalStateException e) {
      throw new NoAnswerException("not connected: " + e.getMessage());
    } finally {
      synchronized (this) {
        asking--;
        notifyAll();
      }
    }
  }

  Subscription subscribe(Line line, String subject, Consumer<Incoming> handler) {
    return dispatcher(line)
        .subscribe(
            subject,
            message -> pass(new Incoming(message.getSubject(), message.getData()), handler));
  }

  void unsubscribe(Line line, Subscription subscription) {
    dispatcher(line).unsubscribe(subscription);
  }

  private Dispatcher dispatcher(Line line) {
    return line == Line.EVENTS ? events : responses;
  }

  private void pass(Incoming incoming, Consumer<Incoming> handler) throws InterruptedException {
    if (before != null && before.isRepeat(incoming)) {
      return;
    }
    Overlap next = after;
    if (next != null) {
      next.delivered(incoming);
    }
    handler.accept(incoming);
  }

  /** From now on it is remembered what is delivered here; null = no longer. */
  void overlapWith(@Nullable Overlap next) {
    after = next;
  }

  /** Returns when the server knows of everything sent so far, if the connection stands. */
  void flush() throws InterruptedException {
    try {
      connection.flush(FLUSH_LIMIT);
    } catch (TimeoutException | IllegalStateException _) {
      // it is down: subscriptions are made when it stands again
    }
  }

  /** How much has arrived and is not delivered yet, rather too many than too few. */
  long received() {
    int beingDelivered = Line.values().length;
    return events.getPendingMessageCount() + responses.getPendingMessageCount() + beingDelivered;
  }

  /** Ends the subscriptions and delivers what has arrived, within the limit; 0 = at once. */
  void endSubscriptions(Duration limit) throws InterruptedException {
    if (limit.isZero()) {
      return; // the connection is gone, and its subscriptions with it
    }
    try {
      // a handler of events may wait for a response: these go on until the end
      events.drain(limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      responses.drain(limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | IllegalStateException _) {
      // the connection is gone, or a handler takes its time: nothing more to wait for
    }
  }

  /** Waits for the answers that are still due, and closes. */
  void retire(Duration limit) {
    try {
      awaitAnswers(limit);
      flush(); // what was published last
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitAnswers(Duration limit) throws InterruptedException {
    retiring = true;
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (asking > 0 && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  void close() throws InterruptedException {
    connection.close();
  }
}
