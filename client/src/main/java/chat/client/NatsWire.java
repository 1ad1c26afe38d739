package chat.client;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
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
    private Subscription here;

    Listening(Line line, String subject, Consumer<Incoming> handler) {
      this.line = line;
      this.subject = subject;
      this.handler = handler;
      this.here = on(link);
    }

    Subscription on(NatsLink other) {
      return other.subscribe(line, subject, handler);
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
  private final List<Runnable> onReconnect = new CopyOnWriteArrayList<>();
  private final List<Listening> listening = new ArrayList<>();
  private final @Nullable TokenRenewal renewal;

  /** Held by whoever goes from one connection to the next. */
  private final ReentrantLock moving = new ReentrantLock();

  private volatile NatsLink link;
  private volatile Instant renewAt;
  private volatile boolean closed;

  private NatsWire(ClientOptions client, ThreadFactory factory)
      throws IOException, InterruptedException {
    this.threads = Executors.newThreadPerTaskExecutor(factory);
    this.options = new NatsOptions(client, threads, factory);
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
    return new NatsWire(options, factory);
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    link.publish(NatsLink.message(subject, requestId, body));
  }

  @Override
  public byte[] request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws NoAnswerException, InterruptedException {
    Message message = NatsLink.message(subject, requestId, body);
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
      link.flush();
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
    moving.lockInterruptibly();
    try {
      handOver(link);
    } finally {
      moving.unlock();
    }
  }

  private void handOver(NatsLink old) throws IOException, InterruptedException {
    var overlap = new Overlap();
    old.overlapWith(overlap);
    try {
      NatsLink next = NatsLink.open(options.with(this::changed), overlap);
      moveTo(next);
      boolean gap = !old.isConnected(); // it was down before the new one was there
      try {
        old.endSubscriptions(gap ? Duration.ZERO : DELIVERY_LIMIT);
        next.flush(); // what the old one has delivered is here now, too
        overlap.end(next.received());
      } finally {
        options.factory().newThread(() -> old.retire(options.requestTimeout())).start();
      }
      if (gap) {
        onReconnect.forEach(threads::execute);
      }
    } finally {
      overlap.end(0);
      old.overlapWith(null);
    }
  }

  /** Subscribes there what is subscribed here; closes the new connection when that fails. */
  private synchronized void moveTo(NatsLink next) throws InterruptedException {
    boolean moved = false;
    try {
      if (closed) {
        throw new InterruptedException("closed");
      }
      List<Subscription> there = listening.stream().map(one -> one.on(next)).toList();
      next.flush();
      for (int i = 0; i < there.size(); i++) {
        listening.get(i).here = there.get(i);
      }
      renewAt = options.renewAt();
      link = next;
      moved = true;
    } finally {
      if (!moved) {
        next.close();
      }
    }
  }

  private void changed(Connection connection, Events event) {
    NatsLink changed = link;
    if (closed || !changed.is(connection)) {
      return;
    }
    if (event == Events.RECONNECTED) {
      renewAt = options.renewAt();
      onReconnect.forEach(threads::execute);
    } else if (event == Events.CLOSED) {
      threads.execute(() -> replace(changed));
    }
  }

  /** The library gives up where its token was refused twice. */
  private void replace(NatsLink dead) {
    try {
      while (!closed && !isReplaced(dead)) {
        Thread.sleep(REOPEN_WAIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReplaced(NatsLink dead) throws InterruptedException {
    moving.lockInterruptibly();
    try {
      if (link.equals(dead)) { // else a renewal was quicker
        handOver(dead);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("cannot connect: {}", e.toString());
      return false;
    } finally {
      moving.unlock();
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
}
