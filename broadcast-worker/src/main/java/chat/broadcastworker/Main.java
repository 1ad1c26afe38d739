package chat.broadcastworker;

import chat.model.Durables;
import chat.model.Streams;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.KeyedSealing;
import chat.roomkeystore.RoomKeyMetrics;
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
import chat.stores.CachedUsers;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.MongoUserDirectory;
import chat.stores.RoomMetaCache;
import chat.stores.ValkeyConnection;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts broadcast-worker. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "broadcast-worker";

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
    ExecutorService side = service.threads().executor("side");
    service.onStop("side", left -> side.close());
    ChannelSealing sealing =
        config.encryption() ? keyedSealing(config, service) : ChannelSealing.off();
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.messagesCanonical(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    var live = new LiveEvents(new NatsPublisher(nats));
    pull(config, service, nats, handlers(config, service, mongo, side, sealing, live));
    LOG.atInfo()
        .addKeyValue("site", config.siteId())
        .addKeyValue("encryption", config.encryption())
        .log("broadcast-worker started");
  }

  private static ChannelSealing keyedSealing(Config config, ServiceContext service)
      throws Exception {
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    var metrics = new RoomKeyMetrics(service.telemetry().meter(RoomKeyMetrics.METER));
    var keys = new ValkeyRoomKeyStore(valkey, config.keyGrace(), service.clock(), metrics);
    return new KeyedSealing(keys, RoomCrypto.best(), metrics, config.roomMetaCache().size());
  }

  private static StreamHandler handlers(
      Config config,
      ServiceContext service,
      MongoConnection mongo,
      ExecutorService side,
      ChannelSealing sealing,
      LiveEvents live) {
    var rooms = new MongoRoomStore(mongo);
    var subscriptions = new MongoSubscriptionStore(mongo);
    var metadata = new RoomMetaCache(mongo, config.roomMetaCache(), side);
    var changes = new ChangeDelivery(subscriptions, live);
    return new MessageEvents(
        new AnnounceMessage(
            rooms,
            metadata::get,
            subscriptions,
            users(config, mongo),
            sealing,
            live,
            new AnnounceMessage.Surroundings(service.clock(), side)),
        new AnnounceEdit(rooms, sealing, changes),
        new AnnounceDeletion(rooms, changes));
  }

  private static CachedUsers users(Config config, MongoConnection mongo) {
    var directory = new MongoUserDirectory(mongo);
    if (config.remembersUsers()) {
      return new CachedUsers(directory, config.userCacheSize(), config.userCacheLifetime());
    }
    LOG.info("user-cache disabled");
    return new CachedUsers(directory, 0, Duration.ZERO);
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, StreamHandler handler) {
    var source = new StreamSource(Durables.broadcastWorker(config.siteId()), config.consumer());
    StreamWorker worker =
        StreamWorker.of(nats, source, handler, service)
            .workers(config.maxWorkers())
            .faults(DependencyFaults.ALL)
            .start();
    service.onStop("messages", worker::stop);
  }
}
