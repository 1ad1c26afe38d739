package chat.roomworker;

import chat.roomkeystore.RoomKeyStore;
import chat.runtime.CorePublisher;
import chat.runtime.Delivery;
import chat.runtime.NumberedCalls;
import chat.runtime.NumberedCalls.Harm;
import chat.runtime.NumberedCalls.ProcessDied;
import chat.runtime.Outcome;
import chat.runtime.StreamPublisher;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One replica on the shared durable. Its process dies at any call of some jobs and acknowledges
 * nothing then: the next delivery goes to a process that was started for it. There is no lease: it
 * is a courtesy, not the guard.
 */
final class KeyReplica implements AutoCloseable {
  private static final int DIES_ONE_IN = 5;
  private static final int CALLS = 30;

  private final KeySite site;
  private final boolean ours;
  private final KeyBreak fault;
  private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
  private final Config config;
  private volatile boolean stopping;
  final AtomicInteger deaths = new AtomicInteger();

  KeyReplica(KeySite site, boolean ours, KeyBreak fault, Map<String, String> more)
      throws Exception {
    this.site = site;
    this.ours = ours;
    this.fault = fault;
    Map<String, String> env = new HashMap<>(more);
    env.putAll(
        Map.of("SITE_ID", site.siteId, "VALKEY_ADDRS", "nowhere:1", "KEY_FANOUT_WORKERS", "4"));
    config = Config.from(env);
    JetStreamSubscription pull =
        site.jetStream.subscribe(null, PullSubscribeOptions.bind(site.stream(), KeySite.DURABLE));
    jobs.execute(() -> pullUntilStopped(pull));
  }

  private void pullUntilStopped(JetStreamSubscription pull) {
    while (!stopping) {
      for (Message message : pull.fetch(10, Duration.ofMillis(200))) {
        jobs.execute(() -> work(message));
      }
    }
  }

  private void work(Message message) {
    var delivery =
        new Delivery(
            message.getSubject(),
            message.getData(),
            message.getHeaders().getFirst("X-Request-ID"),
            message.metaData().streamSequence(),
            message.metaData().deliveredCount());
    try {
      if (site.knows(RoomOfJob.of(delivery.body()))) { // not one of an earlier batch
        handle(delivery);
      }
      message.ack();
    } catch (ProcessDied died) {
      deaths.incrementAndGet(); // nobody acknowledges
    } catch (Exception e) {
      message.nak();
    }
  }

  private void handle(Delivery delivery) throws Exception {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    var calls = new NumberedCalls();
    calls.begin(
        random.nextInt(DIES_ONE_IN) == 0 ? 1 + random.nextInt(CALLS) : 0,
        random.nextBoolean() ? Harm.DIES_BEFORE : Harm.DIES_AFTER);
    Stores stores = stores(calls);
    RoomKeyStore keys = fault.on(remote(RoomKeyStore.class, site.keys, calls));
    CorePublisher core = remote(CorePublisher.class, site.ledger.watching(site.core, ours), calls);
    if (!ours) {
      new ExistingFleetDouble(stores, keys, core).handle(delivery);
      return;
    }
    var around =
        new Operations.Surroundings(
            core,
            remote(StreamPublisher.class, site.streams, calls),
            new Nobody(),
            site.crypto,
            OpenTelemetry.noop().getMeter("test"),
            Clock.systemUTC());
    RoomJobs room = new Operations(config, stores, keys, around).jobs();
    if (room.handle(delivery) instanceof Outcome.Retry retry) {
      throw new IllegalStateException(retry.reason());
    }
    room.settled(delivery);
  }

  private Stores stores(NumberedCalls calls) {
    Stores shared = site.stores;
    return new Stores(
        remote(UserStore.class, shared.users(), calls),
        remote(RoomStore.class, shared.rooms(), calls),
        fault.on(remote(SubscriptionStore.class, shared.subscriptions(), calls)),
        remote(MemberRowStore.class, shared.rows(), calls),
        remote(JobJournal.class, shared.journal(), calls),
        fault.on(remote(MembershipMarks.class, shared.marks(), calls)));
  }

  private static <T> T remote(Class<T> type, T server, NumberedCalls calls) {
    return Interleaved.delayed(type, calls.of(type, server));
  }

  /** Nobody is kept out of a room. */
  private static final class Nobody implements RoomLease {
    @Override
    public <T> T holding(String roomId, Callable<T> work) throws Exception {
      return work.call();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    jobs.shutdown();
    if (!jobs.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("jobs still in work");
    }
  }
}
