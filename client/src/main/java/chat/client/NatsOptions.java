package chat.client;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each connection of a client is made. */
record NatsOptions(ClientOptions client, ExecutorService threads, ThreadFactory factory) {
  private static final Logger log = LoggerFactory.getLogger(NatsOptions.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RECONNECT_WAIT = Duration.ofSeconds(2);

  /**
   * @param changes told what becomes of the connection
   */
  Options with(ConnectionListener changes) {
    return Options.builder()
        .servers(client.url().split(","))
        .authHandler(client.auth())
        .connectionName(client.account())
        .inboxPrefix("chat.user." + client.account() + ".inbox")
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
        .connectionListener(changes)
        .build();
  }

  /** When the token that the last connection was made with should be replaced. */
  Instant renewAt() {
    return client.auth() instanceof ChatLogin login ? login.renewAt() : Instant.MAX;
  }

  Duration requestTimeout() {
    return client.requestTimeout();
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
