package chat.client;

import chat.model.Headers;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A NATS connection of one account. Its inbox lies below the account's own subjects, where nobody
 * else may listen or answer (contract 13 A1). Reconnects for ever.
 */
final class NatsWire implements Wire {

  private static final Logger log = LoggerFactory.getLogger(NatsWire.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RECONNECT_WAIT = Duration.ofSeconds(2);

  private final Connection connection;
  private final ExecutorService threads;
  private final Dispatcher events;
  private final Dispatcher responses;

  private NatsWire(Connection connection, ExecutorService threads) {
    this.connection = connection;
    this.threads = threads;
    this.events = connection.createDispatcher();
    this.responses = connection.createDispatcher();
  }

  static NatsWire connect(ClientOptions options) throws IOException, InterruptedException {
    // virtual: a load generator holds thousands of clients
    ThreadFactory factory =
        Thread.ofVirtual().name("chat-client-" + options.account() + "-", 0).factory();
    ExecutorService threads = Executors.newThreadPerTaskExecutor(factory);
    try {
      Options nats =
          Options.builder()
              .servers(options.url().split(","))
              .authHandler(options.auth())
              .connectionName(options.account())
              .inboxPrefix("chat.user." + options.account() + ".inbox")
              .connectionTimeout(CONNECT_TIMEOUT)
              .reconnectWait(RECONNECT_WAIT)
              .maxReconnects(-1)
              .reportNoResponders()
              .executor(threads)
              .connectThreadFactory(factory)
              .callbackThreadFactory(factory)
              .readerThreadFactory(factory)
              .writerThreadFactory(factory)
              .errorListener(new LogErrors())
              .build();
      return new NatsWire(Nats.connect(nats), threads);
    } catch (IOException | InterruptedException | RuntimeException e) {
      threads.shutdown();
      throw e;
    }
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    connection.publish(message(subject, requestId, body));
  }

  @Override
  public byte[] request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws NoAnswerException, InterruptedException {
    try {
      return connection
          .requestWithTimeout(message(subject, requestId, body), timeout)
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
    }
  }

  @Override
  public Subscribed subscribe(
      Line line, String subject, java.util.function.Consumer<Incoming> handler) {
    Dispatcher dispatcher = line == Line.EVENTS ? events : responses;
    Subscription subscription =
        dispatcher.subscribe(
            subject,
            message -> handler.accept(new Incoming(message.getSubject(), message.getData())));
    flush();
    return () -> dispatcher.unsubscribe(subscription);
  }

  @Override
  public void onReconnect(Runnable action) {
    connection.addConnectionListener(
        (_, event) -> {
          if (event == Events.RECONNECTED) {
            threads.execute(action);
          }
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }

  private void flush() {
    try {
      connection.flush(CONNECT_TIMEOUT);
    } catch (TimeoutException _) {
      // the connection is down: the subscription is made when it stands again
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Message message(String subject, @Nullable String requestId, byte[] body) {
    NatsMessage.Builder message = NatsMessage.builder().subject(subject).data(body);
    if (requestId != null) {
      message.headers(new io.nats.client.impl.Headers().add(Headers.REQUEST_ID, requestId));
    }
    return message.build();
  }

  /** Keeps the connection from logging through java.util.logging, at SEVERE, what mends itself. */
  private static final class LogErrors implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      log.warn("nats error: {}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      log.debug("nats exception", exception);
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      log.warn("nats slow consumer: events are lost");
    }
  }
}
