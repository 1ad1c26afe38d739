package chat.inboxworker;

import chat.model.Durables;
import chat.model.Streams;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamHandler;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConnection;
import io.opentelemetry.api.metrics.Meter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts inbox-worker. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "inbox-worker";

  /** Events in work at one time; those of one room one after the other (04 §11). */
  private static final int WORKERS = 50;

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
    Optional<RoomKeyStore> keys =
        config.keys().enabled() ? Optional.of(keys(config, service)) : Optional.empty();
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    Stores stores = service.patience().await("indexes", () -> Stores.in(mongo, service.clock()));
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.inbox(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.durable(), service);
    var operations = new Operations(config, stores, service.clock());
    pull(
        config,
        service,
        nats,
        keys.map(
                store -> operations.withKeys(store, new NatsPublisher(nats), roomKeyMeter(service)))
            .orElseGet(operations::withoutKeys));
    LOG.atInfo()
        .addKeyValue("site", config.siteId())
        .addKeyValue("keyReplication", keys.isPresent())
        .log("inbox-worker started");
  }

  /** Opened first, and so closed after everything that writes keys. */
  private static RoomKeyStore keys(Config config, ServiceContext service) throws Exception {
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.keys().valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    return new ValkeyRoomKeyStore(
        valkey,
        config.keys().keyGrace(),
        service.clock(),
        new RoomKeyMetrics(roomKeyMeter(service)));
  }

  private static Meter roomKeyMeter(ServiceContext service) {
    return service.telemetry().meter(RoomKeyMetrics.METER);
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, StreamHandler handler) {
    var source = new StreamSource(Durables.inboxWorker(config.siteId()), config.durable());
    StreamWorker worker =
        StreamWorker.of(nats, source, handler, service)
            .workers(WORKERS)
            .faults(DependencyFaults.ALL)
            .inOrderBy(delivered -> RoomOfEvent.of(delivered.body()))
            .start();
    service.onStop("events", worker::stop);
  }
}
