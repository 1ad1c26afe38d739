package chat.runtime;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls a durable consumer and runs one virtual thread a message (01 §5.4). Permits are taken
 * before messages are asked for, and only as many are asked for as there are permits: what the
 * client holds is in work, kept alive and never waits unseen in a buffer.
 *
 * <p>Survives whatever happens to consumer, server or connection by opening the pull anew; stops
 * pulling while a store is away.
 */
public final class StreamWorker {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

  /** Bounds how long a pull that the server has forgotten is waited for. */
  private static final long PULL_MILLIS = 2_000;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration OUTAGE_CHECK = Duration.ofSeconds(1);

  private final NatsConnection nats;
  private final StreamSource source;
  private final int workers;
  private final int pullSize;
  private final Function<Delivered, @Nullable String> lane;
  private final Health health;
  private final Semaphore permits;
  private final Lanes lanes;
  private final HeldDeliveries held;
  private final OutageGate outages = new OutageGate();
  private final DeliveryRun run;
  private final ConnectionListener reopen;
  private final Thread loop;
  private volatile @Nullable FetchConsumer pull;
  private volatile boolean stopping;
  private volatile boolean open;

  /**
   * What a lane is chosen by.
   *
   * @param body never null
   */
  public record Delivered(String subject, byte[] body) {}

  private StreamWorker(Builder b) {
    this.nats = b.nats;
    this.source = b.source;
    this.workers = b.workers;
    this.pullSize = b.pullSize;
    this.lane = b.lane;
    this.health = b.service.health();
    this.permits = new Semaphore(workers);
    this.lanes = new Lanes(b.service.threads(), source.name());
    this.held = new HeldDeliveries(source.redeliveryAfter(), b.service.threads());
    this.run =
        new DeliveryRun(
            b.handler,
            b.faults,
            outages,
            new RequestSpans(b.service.telemetry()),
            () -> stopping,
            source,
            source.settings().deadLetters()
                ? new NatsDeadLetters(nats, b.service.clock())
                : DeadLetters.OFF,
            b.service.name());
    this.reopen = this::reopen;
    health.condition("consumer " + source.name(), () -> open);
    nats.client().addConnectionListener(reopen);
    this.loop = b.service.threads().start("pull", this::pullUntilStopped);
  }

  private void pullUntilStopped() {
    while (!stopping) {
      try {
        ConsumerContext consumer = source.open(nats);
        open = true;
        while (!stopping) {
          health.beat("pull " + source.name());
          pullOnce(consumer);
        }
      } catch (InterruptedException e) {
        break; // stop() alone interrupts
      } catch (Exception e) {
        open = false;
        LOG.atWarn()
            .addKeyValue("consumer", source.name())
            .addKeyValue("error", e.toString())
            .log("pull failed, opening it anew");
        if (!pause()) {
          break;
        }
      }
    }
    open = false;
    health.done("pull " + source.name());
  }

  /** One pull: at most as many messages as there are free permits, fewer when time is over. */
  private void pullOnce(ConsumerContext consumer) throws Exception {
    if (outages.closed()) {
      outages.awaitOpen(OUTAGE_CHECK);
      return;
    }
    if (!permits.tryAcquire(1, OUTAGE_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
      return; // all are busy: beat, then wait again
    }
    int free = 1;
    while (free < pullSize && permits.tryAcquire()) {
      free++;
    }
    int taken = 0;
    FetchConsumeOptions options =
        FetchConsumeOptions.builder().maxMessages(free).expiresIn(PULL_MILLIS).build();
    try (FetchConsumer fetch = consumer.fetch(options)) {
      pull = fetch;
      for (Message m = fetch.nextMessage(); m != null; m = fetch.nextMessage()) {
        taken++;
        start(m);
      }
    } finally {
      pull = null;
      permits.release(free - taken);
    }
  }

  private void start(Message message) {
    byte[] body = message.getData() == null ? new byte[0] : message.getData();
    String key = laneOf(new Delivered(message.getSubject(), body));
    held.hold(message);
    lanes.run(
        key,
        () -> {
          try {
            run.run(message);
          } finally {
            held.release(message);
            permits.release();
          }
        });
  }

  /** A body that breaks the look at its key must not break the pull. */
  private @Nullable String laneOf(Delivered delivered) {
    try {
      return lane.apply(delivered);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("no lane for a message");
      return null;
    }
  }

  /**
   * A pull that was waiting when the connection broke is lost: close it, the loop opens the next.
   */
  private void reopen(Connection connection, ConnectionListener.Events event) {
    FetchConsumer waiting = pull;
    if (event == ConnectionListener.Events.RESUBSCRIBED && waiting != null) {
      try {
        waiting.close();
      } catch (Exception e) {
        LOG.atDebug().addKeyValue("error", e.toString()).log("closing a lost pull");
      }
    }
  }

  private boolean pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Messages in work. */
  public int inWork() {
    return held.size();
  }

  /** Stops pulling and lets what is in work finish, at most the limit. */
  public void stop(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    stopping = true;
    loop.interrupt();
    loop.join(limit);
    nats.client().removeConnectionListener(reopen);
    if (!permits.tryAcquire(workers, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
      LOG.atWarn()
          .addKeyValue("inWork", inWork())
          .log("handlers still busy at the end of the stop");
    }
    held.stop();
  }

  /** A worker for one durable; see the methods for what has a default. */
  public static Builder of(
      NatsConnection nats, StreamSource source, StreamHandler handler, ServiceContext service) {
    return new Builder(nats, source, handler, service);
  }

  /** Collects a worker's settings. */
  public static final class Builder {
    private final NatsConnection nats;
    private final StreamSource source;
    private final StreamHandler handler;
    private final ServiceContext service;
    private int workers = 100;
    private int pullSize = Integer.MAX_VALUE;
    private AwayFaults faults = AwayFaults.NATS;
    private Function<Delivered, @Nullable String> lane = delivered -> null;

    private Builder(
        NatsConnection nats, StreamSource source, StreamHandler handler, ServiceContext service) {
      this.nats = nats;
      this.source = source;
      this.handler = handler;
      this.service = service;
    }

    /** Messages in work at one time; 100 when not given. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** Messages asked for at one time; as many as there are free workers when not given. */
    public Builder pullSize(int messages) {
      this.pullSize = messages;
      return this;
    }

    /** What counts as "away" besides NATS itself. */
    public Builder faults(AwayFaults stores) {
      this.faults = AwayFaults.NATS.or(stores);
      return this;
    }

    /** Messages with an equal, non-null key run one after the other in stream order. */
    public Builder inOrderBy(Function<Delivered, @Nullable String> key) {
      this.lane = key;
      return this;
    }

    public StreamWorker start() {
      return new StreamWorker(this);
    }
  }
}
