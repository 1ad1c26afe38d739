package chat.historyservice;

import chat.model.Ids;
import chat.model.MessageBuckets;
import chat.model.SubjectPatterns;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.RequestIds;
import chat.runtime.RequestRouter;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.stores.CassandraConnection;
import chat.stores.CassandraReplyCounts;
import chat.stores.CassandraVisibleReplies;
import chat.stores.IndexSpec;
import chat.stores.MongoConnection;
import chat.stores.ReplyCounting;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts history-service. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "history-service";
  private static final Duration INDEX_LIMIT = Duration.ofSeconds(30);

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
    logReach(config);
    CassandraConnection cassandra =
        service.patience().await("Cassandra", () -> CassandraConnection.open(config.cassandra()));
    service.onStop("cassandra", left -> cassandra.close());
    service.health().store("cassandra", cassandra::ping);
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    IndexSpec.ensure(mongo.database(), ThreadIndexes.ALL, INDEX_LIMIT);
    MessageStore messages =
        service.patience().await("message tables", () -> new CassandraMessageStore(cassandra));
    MessageBuckets buckets = MessageBuckets.ofHours(config.bucketHours());
    var stores =
        new Operations.Stores(
            new MongoSubscriptionStore(mongo),
            new MongoRoomStore(mongo),
            new MongoThreadStore(mongo),
            messages,
            new CassandraMessageChanges(cassandra, buckets),
            new ReplyCounting(
                new CassandraReplyCounts(cassandra, buckets),
                new CassandraVisibleReplies(cassandra, buckets),
                service.clock(),
                Thread::sleep));
    NatsConnection nats = service.connectNats(config.nats());
    var events =
        new EventOutbox(
            new NatsPublisher(nats), config.siteId(), EventOutbox.Pace.USUAL, service.threads());
    service.onStop("canonical events", events::drain);
    serve(config, service, nats, stores, events);
  }

  private static void logReach(Config config) {
    LOG.atInfo()
        .addKeyValue("hours", config.bucketHours())
        .addKeyValue("maxBuckets", config.maxBuckets())
        .addKeyValue("historyFloorDays", config.floorDays())
        .log("message bucket configured");
    if (!config.reachesTheFloor()) {
      LOG.warn("MESSAGE_READ_MAX_BUCKETS windows do not reach back MESSAGE_HISTORY_FLOOR_DAYS");
    }
  }

  private static void serve(
      Config config,
      ServiceContext service,
      NatsConnection nats,
      Operations.Stores stores,
      CanonicalEvents events) {
    var router =
        new RequestRouter(
            nats,
            NAME,
            RequestIds.MINT,
            service.threads(),
            service.telemetry(),
            new Ids(service.clock()));
    service.onStop("requests", router::drain);
    Executor threads = new RequestThreads(service.threads(), "part");
    var around =
        new Surroundings(
            Duration.ofDays(config.floorDays()),
            service.clock(),
            threads,
            () -> nats.client().getMaxPayload());
    var operations = new Operations(config, stores, events, around, System::nanoTime);
    Duration limit = config.requestLimit();
    operations
        .reads()
        .forEach(
            (operation, handler) ->
                router.on(
                    SubjectPatterns.history(config.siteId(), operation),
                    RequestDeadline.interrupting(handler, limit, threads)));
    operations
        .changes()
        .forEach(
            (operation, handler) ->
                router.on(
                    SubjectPatterns.history(config.siteId(), operation),
                    RequestDeadline.completing(handler, limit, threads)));
  }
}
