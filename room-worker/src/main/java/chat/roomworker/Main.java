package chat.roomworker;

import chat.model.Durables;
import chat.model.Ids;
import chat.model.RoomJob;
import chat.model.Streams;
import chat.model.Subjects;
import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.RequestIds;
import chat.runtime.RequestRouter;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamHandler;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConnection;
import java.time.Clock;
import java.util.Map;

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
    new StreamSetup(nats, config.bootstrapStreams())
        .require(Streams.rooms(config.siteId()), service.patience());
    var metrics = new RoomKeyMetrics(service.telemetry().meter(RoomKeyMetrics.METER));
    var keys = new ValkeyRoomKeyStore(valkey, config.keyGrace(), service.clock(), metrics);
    new Wiring(config, service, nats, mongo, keys, metrics).start();
  }

  /** Everything that works on jobs and requests, on top of open connections. */
  private record Wiring(
      Config config,
      ServiceContext service,
      NatsConnection nats,
      MongoConnection mongo,
      RoomKeyStore keys,
      RoomKeyMetrics metrics) {
    void start() {
      Clock clock = service.clock();
      String site = config.siteId();
      var publisher = new NatsPublisher(nats);
      var events = new JobEvents(publisher, publisher, clock, site);
      var ids = new Ids(clock);
      var subscriptions = new MongoSubscriptionStore(mongo);
      var users = new MongoUserStore(mongo);
      var newRooms = new NewRooms(new MongoRoomStore(mongo), clock, site);
      var fresh = new NewSubscriptions(ids);
      var pairs = new DirectMembers(subscriptions, fresh);
      var sender =
          new RoomKeySender(
              publisher,
              config.keyFanoutWorkers(),
              clock,
              service.telemetry().meter(RoomKeyMetrics.METER));
      var create =
          new CreateRoomJob(
              new JobGate(keys, metrics, users, clock),
              users,
              newRooms,
              pairs,
              new ChannelMembers(users, subscriptions, new MongoMemberRowStore(mongo), fresh, ids),
              new RoomAnnouncement(events, sender, clock, site),
              new JobReport(events, DependencyFaults.ALL, config.consumer().maxDeliver()));
      answer(new SyncDm(users, newRooms, pairs, events, clock, site), ids);
      pull(new RoomJobs(Map.of(RoomJob.CREATE, create)));
    }

    private void answer(SyncDm syncDm, Ids ids) {
      var router =
          new RequestRouter(
              nats, NAME, RequestIds.VERBATIM, service.threads(), service.telemetry(), ids);
      service.onStop("requests", router::drain);
      router.on(Subjects.createDm(config.siteId()), syncDm);
    }

    private void pull(StreamHandler jobs) {
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
}
