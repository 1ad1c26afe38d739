package chat.roomworker;

import chat.model.Durables;
import chat.model.Ids;
import chat.model.Streams;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.RequestIds;
import chat.runtime.RequestRouter;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConnection;

/** Starts room-worker. */
public final class Main {
  private static final String NAME = "room-worker";

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
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.rooms(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    var publisher = new NatsPublisher(nats);
    var meter = service.telemetry().meter(RoomKeyMetrics.METER);
    var operations =
        new Operations(
            config,
            Stores.in(mongo, service.clock(), config.siteId()),
            new ValkeyRoomKeyStore(
                valkey, config.keyGrace(), service.clock(), new RoomKeyMetrics(meter)),
            new Operations.Surroundings(
                publisher,
                publisher,
                new ValkeyRoomLease(valkey),
                RoomCrypto.best(),
                meter,
                service.clock()));
    answer(config, service, nats, operations);
    pull(config, service, nats, operations.jobs());
  }

  private static void answer(
      Config config, ServiceContext service, NatsConnection nats, Operations operations) {
    var router =
        new RequestRouter(
            nats,
            NAME,
            RequestIds.VERBATIM,
            service.threads(),
            service.telemetry(),
            new Ids(service.clock()));
    service.onStop("requests", router::drain);
    router.on(Subjects.createDm(config.siteId()), operations.syncDm());
    if (config.keyReplication()) {
      router.on(Subjects.replicateKey(config.siteId()), operations.tellRoomKey());
    }
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, RoomJobs jobs) {
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(Durables.roomWorker(config.siteId()), config.consumer()),
                jobs,
                service)
            .workers(config.maxWorkers())
            .faults(DependencyFaults.ALL)
            .inOrderBy(delivered -> RoomOfJob.of(delivered.body()))
            .start();
    service.onStop("jobs", worker::stop);
  }
}
