package chat.runtime;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service's connection to its site's NATS server, with the settings of 01 §6.1 and the private
 * inbox prefix of 13 A1. Reconnects for ever, every 2 s.
 */
public final class NatsConnection {
  private static final Logger LOG = LoggerFactory.getLogger(NatsConnection.class);
  private static final int RECONNECT_BUFFER = 8 * 1024 * 1024;

  private final Connection connection;
  private final JetStream jetStream;
  private final ExecutorService executor;

  private NatsConnection(Connection connection, ExecutorService executor) throws IOException {
    this.connection = connection;
    this.jetStream = connection.jetStream();
    this.executor = executor;
  }

  /**
   * @throws StartException when no server answers within the patience
   */
  public static NatsConnection connect(NatsConfig config, ServiceThreads threads, Patience patience)
      throws InterruptedException {
    // the client's own threads would keep a process alive whose main has failed
    ExecutorService executor = Executors.newCachedThreadPool(threads.platform("nats"));
    Options options = options(config, executor);
    try {
      return patience.await("NATS", () -> new NatsConnection(Nats.connect(options), executor));
    } catch (RuntimeException | InterruptedException e) {
      executor.shutdownNow();
      throw e;
    }
  }

  private static Options options(NatsConfig config, ExecutorService executor) {
    Options.Builder builder =
        Options.builder()
            .servers(config.url().split(","))
            .connectionTimeout(Duration.ofSeconds(2))
            .reconnectWait(Duration.ofSeconds(2))
            .maxReconnects(-1)
            .pingInterval(Duration.ofMinutes(2))
            .maxPingsOut(2)
            .reconnectBufferSize(RECONNECT_BUFFER)
            .inboxPrefix(config.inboxPrefix())
            .reportNoResponders()
            .supportUTF8Subjects() // accounts may hold any character: others read as garbage
            .executor(executor)
            .connectionListener((c, event) -> logEvent(c, event, config.clientName()))
            .errorListener(new LogErrors(config.clientName()));
    if (!config.clientName().isEmpty()) {
      builder.connectionName(config.clientName());
    }
    if (!config.credsFile().isEmpty()) {
      builder.authHandler(Nats.credentials(config.credsFile()));
    }
    return builder.build();
  }

  /** The client itself, for subscriptions and consumers. */
  public Connection client() {
    return connection;
  }

  public JetStream jetStream() {
    return jetStream;
  }

  public JetStreamManagement management() {
    try {
      return connection.jetStreamManagement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isConnected() {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }

  /** Lets subscriptions and publishes finish, then closes; waits for that, at most the limit. */
  public void drain(Duration limit) throws InterruptedException {
    try {
      connection.drain(limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("NATS drain not finished");
    }
    connection.close();
    executor.shutdown();
  }

  private static void logEvent(Connection connection, Events event, String name) {
    switch (event) {
      case DISCONNECTED -> nats(LOG.atWarn(), name).log("nats disconnected");
      case RECONNECTED ->
          nats(LOG.atInfo(), name)
              .addKeyValue("url", connection.getConnectedUrl())
              .log("nats reconnected");
      case CLOSED -> nats(LOG.atInfo(), name).log("nats connection closed");
      default -> {}
    }
  }

  private static org.slf4j.spi.LoggingEventBuilder nats(
      org.slf4j.spi.LoggingEventBuilder line, String name) {
    return line.addKeyValue("component", "nats").addKeyValue("name", name);
  }

  /** Keeps the client from logging through java.util.logging, at SEVERE, what mends itself. */
  private record LogErrors(String name) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      nats(LOG.atError(), name).addKeyValue("error", error).log("nats async error");
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      nats(LOG.atDebug(), name).addKeyValue("error", exception.toString()).log("nats exception");
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      nats(LOG.atWarn(), name).log("nats slow consumer");
    }

    @Override
    public void heartbeatAlarm(
        Connection connection, JetStreamSubscription sub, long streamSeq, long consumerSeq) {
      nats(LOG.atDebug(), name).log("nats pull heartbeat missed");
    }

    @Override
    public void pullStatusWarning(Connection connection, JetStreamSubscription sub, Status status) {
      nats(LOG.atDebug(), name).addKeyValue("status", status.getMessage()).log("nats pull warning");
    }

    @Override
    public void pullStatusError(Connection connection, JetStreamSubscription sub, Status status) {
      nats(LOG.atWarn(), name).addKeyValue("status", status.getMessage()).log("nats pull error");
    }
  }
}
