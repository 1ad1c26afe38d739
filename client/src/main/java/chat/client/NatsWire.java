package chat.client;

import chat.model.Headers;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Message;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The NATS connection of one account. Its inbox lies below the account's own subjects, where nobody
 * else may listen or answer (contract 13 A1). Reconnects for ever, and moves to a connection with a
 * new token before the old token ends.
 */
final class NatsWire implements Wire, TokenRenewal.Renewed {

  private static final Logger log = LoggerFactory.getLogger(NatsWire.class);
  private static final Duration REOPEN_WAIT = Duration.ofSeconds(2);

  /** In which the old connection delivers what it has received. */
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(5);

  /** Something subscribed, on whichever connection stands. */
  private final class Listening implements Subscribed {
    private final Line line;
    private final String subject;
    private final Consumer<Incoming> handler;
    private io.nats.client.Subscription here;

    Listening(Line line, String subject, Consumer<Incoming> handler) {
      this.line = line;
      this.subject = subject;
      this.handler = handler;
      this.here = link.subscribe(line, subject, handler);
    }

    void moveTo(NatsLink next) {
      here = next.subscribe(line, subject, handler);
    }

    @Override
    public void end() {
      synchronized (NatsWire.this) {
        if (listening.remove(this)) {
          link.unsubscribe(line, here);
        }
      }
    }
  }

  private final NatsOptions options;
  private final ExecutorService threads;
  private final Pauses pauses;
  private final List<Runnable> onReconnect = new CopyOnWriteArrayList<>();
  private final List<Listening> listening = new ArrayList<>();
  private final @Nullable TokenRenewal renewal;
  private volatile NatsLink link;
  private volatile Instant renewAt;
  private volatile boolean closed;

  private NatsWire(ClientOptions client, ThreadFactory factory, Pauses pauses)
      throws IOException, InterruptedException {
    this.threads = Executors.newThreadPerTaskExecutor(factory);
    this.options = new NatsOptions(client, threads, factory);
    this.pauses = pauses;
    try {
      this.link = NatsLink.open(options.with(this::changed), null);
    } catch (IOException | InterruptedException | RuntimeException e) {
      threads.shutdown();
      throw e;
    }
    this.renewAt = options.renewAt();
    this.renewal =
        client.auth() instanceof ChatLogin login ? TokenRenewal.start(this, login, threads) : null;
  }

  static NatsWire connect(ClientOptions options) throws IOException, InterruptedException {
    // virtual: a load generator holds thousands of clients
    ThreadFactory factory =
        Thread.ofVirtual().name("chat-client-" + options.account() + "-", 0).factory();
    return new NatsWire(options, factory, Thread::sleep);
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    link.publish(message(subject, requestId, body));
  }

  @Override
  public byte[] request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws NoAnswerException, InterruptedException {
    Message message = message(subject, requestId, body);
    while (true) {
      byte[] answer = link.request(message, timeout);
      if (answer != null) {
        return answer;
      }
    }
  }

  @Override
  public synchronized Subscribed subscribe(Line line, String subject, Consumer<Incoming> handler) {
    var added = new Listening(line, subject, handler);
    listening.add(added);
    try {
      flush(link);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return added;
  }

  @Override
  public void onReconnect(Runnable action) {
    onReconnect.add(action);
  }

  @Override
  public Instant renewAt() {
    return renewAt;
  }

  /** The new connection is subscribed before the old one ends: no event falls between them. */
  @Override
  public void moveToNewToken() throws IOException, InterruptedException {
    NatsLink old = link;
    var overlap = new Overlap();
    old.overlapWith(overlap);
    try {
      NatsLink next = NatsLink.open(options.with(this::changed), overlap);
      moveTo(next);
      old.endSubscriptions(DELIVERY_LIMIT);
      flush(next); // what the old one has delivered is here now, too
      overlap.end(next.received());
      threads.execute(() -> retire(old));
    } finally {
      overlap.end(0);
      old.overlapWith(null);
    }
  }

  private synchronized void moveTo(NatsLink next) throws InterruptedException {
    if (closed) {
      next.close();
      throw new InterruptedException("closed");
    }
    renewAt = options.renewAt();
    listening.forEach(one -> one.moveTo(next));
    flush(next);
    link = next;
  }

  private static void flush(NatsLink link) throws InterruptedException {
    try {
      link.flush();
    } catch (TimeoutException _) {
      // the connection is down: what was sent goes out when it stands again
    }
  }

  private void retire(NatsLink old) {
    try {
      old.retire(options.requestTimeout());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void changed(Connection connection, Events event) {
    if (closed || !link.is(connection)) {
      return;
    }
    if (event == Events.RECONNECTED) {
      renewAt = options.renewAt();
      onReconnect.forEach(threads::execute);
    } else if (event == Events.CLOSED) {
      threads.execute(this::reopen);
    }
  }

  /** The library gives up where its token was refused twice. */
  private void reopen() {
    try {
      while (!closed && !reopened()) {
        pauses.pause(REOPEN_WAIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean reopened() throws InterruptedException {
    try {
      moveTo(NatsLink.open(options.with(this::changed), null));
      onReconnect.forEach(threads::execute);
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("cannot connect: {}", e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    if (renewal != null) {
      renewal.close();
    }
    closeLink();
    threads.shutdown();
  }

  private synchronized void closeLink() {
    try {
      link.close();
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
}
