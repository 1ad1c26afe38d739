package chat.searchsyncworker;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.model.Streams;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.RestrictedRoomCache;
import chat.stores.SearchConnection;
import chat.stores.ValkeyConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts search-sync-worker. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "search-sync-worker";

  /**
   * How long an action waits for others. The server delivers an event again that is not settled
   * within a second (10 §1.3).
   */
  private static final Duration LINGER = Duration.ofMillis(100);

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run(args, Main::describe, Main::start);
  }

  /** Reads the service's variables, so that they can be listed. */
  public static void describe(EnvReader env) {
    Config.read(env);
  }

  /** Starts the service with everything of its own; closing the handle stops it. */
  public static ServiceContext start(Env env) throws Exception {
    Config config = Config.from(env.variables());
    return ServiceContext.start(NAME, env, config.process(), service -> wire(config, service));
  }

  private static void wire(Config config, ServiceContext service) throws Exception {
    SearchConnection search =
        service.patience().await("search engine", () -> SearchConnection.open(config.search()));
    service.onStop("search engine", left -> search.close());
    service.health().store("search engine", search::ping);
    var engine = new RestSearchEngine(search);
    IndexNames names = config.indices();
    service
        .patience()
        .await(
            "indices",
            () -> {
              IndexSetup.run(engine, names);
              return true;
            });
    Consumer<List<SearchAction>> accessChanged = accessChanged(config, service);
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    String site = config.siteId();
    if (config.bootstrapStreams()) { // not INBOX: it has sources, which only operators know
      streams.require(Streams.messagesCanonical(site), service.patience());
    }
    DeadLetterWatch.join(nats, streams, site, config.consumer(), service);
    var collections = new Collections(config, service, nats, engine);
    collections.sync(Durables.messageSync(site), new MessagePlanner(names, engine), actions -> {});
    collections.sync(
        Durables.spotlightSync(site),
        MembershipChange.planner(new SpotlightWriter(names.spotlight())),
        actions -> {});
    collections.sync(
        Durables.userRoomSync(site),
        MembershipChange.planner(new UserRoomWriter(names.userRoom())),
        accessChanged);
  }

  private static Consumer<List<SearchAction>> accessChanged(Config config, ServiceContext service)
      throws InterruptedException {
    if (config.valkey().addresses().isEmpty()) {
      return actions -> {};
    }
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    return new ForgetAccess(new RestrictedRoomCache(valkey));
  }

  /** What the collections have in common. */
  private record Collections(
      Config config, ServiceContext service, NatsConnection nats, SearchEngine engine) {

    void sync(Durable durable, Planner planner, Consumer<List<SearchAction>> written) {
      var metrics = new SyncMetrics(service.telemetry().meter(NAME), durable.name());
      Duration linger =
          LINGER.compareTo(config.flushInterval()) < 0 ? LINGER : config.flushInterval();
      var batches =
          new Batches(
              new BulkRequests(engine), config.bulkSize(), linger, service.threads(), metrics);
      service.onStop("batches of " + durable.name(), left -> batches.close());
      StreamWorker worker =
          StreamWorker.of(
                  nats,
                  new StreamSource(durable, config.consumer()),
                  new SyncEvents(planner, batches, metrics, written),
                  service)
              .workers(config.bulkSize())
              .pullSize(config.fetchSize())
              .faults(DependencyFaults.ALL)
              .start();
      service.onStop(durable.name(), worker::stop);
      LOG.atInfo()
          .addKeyValue("stream", durable.stream())
          .addKeyValue("consumer", durable.name())
          .log("collection wired");
    }
  }
}
