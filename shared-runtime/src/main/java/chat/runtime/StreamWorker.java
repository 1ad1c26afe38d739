package chat.runtime;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
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
 * client holds is in work and kept alive.
 *
 * <p>All pulls use one subscription: a message that the server sends in the instant in which a pull
 * ends is found by the next one, and does not have to wait for its redelivery.
 *
 * <p>Survives whatever happens to consumer, server or connection by opening the pull anew; stops
 * pulling while a store is away.
 */
public final class StreamWorker {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

  /** Bounds how long a pull that the server has forgotten is waited for. */
  private static final Duration PULL = Duration.ofSeconds(2);

  /** How often a waiting pull looks whether it is lost. */
  private static final Duration LOOK_UP = Duration.ofMillis(250);

  private static final Duration LOOK_AFTER = Duration.ofSeconds(5);

  private static final Duration NOW = Duration.ofMillis(1);

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
  private long lastLook = System.nanoTime(); // of the pulling thread
  private volatile boolean lost;
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
      JetStreamSubscription subscription = null;
      try {
        subscription = source.open(nats);
        open = true;
        while (!stopping) {
          health.beat("pull " + source.name());
          if (!pullOnce(subscription)) {
            lookAfterConsumer();
          }
        }
      } catch (InterruptedException e) {
        giveBack(subscription);
        break; // stop() alone interrupts
      } catch (Exception e) {
        open = false;
        giveBack(subscription);
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

  /** The server tells only the pulls that wait of a deletion; later ones it leaves unanswered. */
  private void lookAfterConsumer() throws JetStreamApiException {
    if (System.nanoTime() - lastLook > LOOK_AFTER.toNanos()) {
      lastLook = System.nanoTime();
      source.requireConsumer(nats);
    }
  }

  /**
   * One pull: at most as many messages as there are free permits, fewer when time is over.
   *
   * @return whether any came
   */
  private boolean pullOnce(JetStreamSubscription subscription) throws InterruptedException {
    if (outages.closed()) {
      outages.awaitOpen(OUTAGE_CHECK);
      return false;
    }
    if (!permits.tryAcquire(1, OUTAGE_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
      return false; // all are busy: beat, then wait again
    }
    int free = 1;
    while (free < pullSize && permits.tryAcquire()) {
      free++;
    }
    int taken = 0;
    lost = false;
    try {
      subscription.pull(PullRequestOptions.builder(free).expiresIn(PULL).build());
      long end = System.nanoTime() + PULL.toNanos();
      while (taken < free && !lost && System.nanoTime() < end) {
        Message message = subscription.nextMessage(LOOK_UP);
        if (message != null) { // null: nothing yet, or word of an older pull's end
          taken++;
          start(message);
        }
      }
    } finally {
      permits.release(free - taken);
    }
    return taken > 0;
  }

  /** What arrived and was not started is for whoever pulls next. */
  private void giveBack(@Nullable JetStreamSubscription subscription) {
    if (subscription == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      for (Message m = subscription.nextMessage(NOW);
          m != null;
          m = subscription.nextMessage(NOW)) {
        m.nak();
      }
      subscription.unsubscribe();
    } catch (InterruptedException | IllegalStateException e) {
      LOG.atDebug().addKeyValue("error", e.toString()).log("closing a pull");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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

  /** A pull that was waiting when the connection broke is lost: the loop asks anew. */
  private void reopen(Connection connection, ConnectionListener.Events event) {
    if (event == ConnectionListener.Events.RESUBSCRIBED) {
      lost = true;
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
