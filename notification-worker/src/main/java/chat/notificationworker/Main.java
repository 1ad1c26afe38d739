package chat.notificationworker;

import chat.model.Durables;
import chat.model.Streams;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.KeyedSealing;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.ValkeyRoomKeyStore;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.MemberEvents;
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
import chat.stores.RoomMetaCache;
import chat.stores.ValkeyConnection;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts notification-worker. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "notification-worker";

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
    Executor loaders = load -> service.threads().start("load", load);
    ContentSealing sealing =
        config.sealing() ? sealing(config, service, mongo, loaders) : ContentSealing.off();
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.messagesCanonical(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    var members =
        new CachedRecipients(
            new MongoRecipientStore(mongo),
            config.memberCacheSize(),
            config.memberCacheLifetime(),
            loaders,
            Ticker.systemTicker());
    MemberEvents events = MemberEvents.listen(nats, service.threads(), members);
    service.onStop("member events", left -> events.close());
    RecipientStore current =
        roomId -> {
          events.catchUp(); // who was removed before the message came is not notified of it
          return members.of(roomId);
        };
    var notify =
        new NotifyMembers(
            config.siteId(),
            current,
            sealing,
            new Notifications(new NatsPublisher(nats)),
            service.clock());
    pull(config, service, nats, notify);
    LOG.atInfo()
        .addKeyValue("site", config.siteId())
        .addKeyValue("encryption", config.sealing())
        .log("notification-worker started");
  }

  private static ContentSealing sealing(
      Config config, ServiceContext service, MongoConnection mongo, Executor loaders)
      throws Exception {
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    var metrics = new RoomKeyMetrics(service.telemetry().meter(RoomKeyMetrics.METER));
    var keys = new ValkeyRoomKeyStore(valkey, config.keyGrace(), service.clock(), metrics);
    var rooms = new RoomMetaCache(mongo, config.roomMetaCache(), loaders);
    return ContentSealing.of(
        rooms::get,
        new KeyedSealing(keys, RoomCrypto.best(), metrics, config.roomMetaCache().size()));
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, StreamHandler handler) {
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(Durables.notificationWorker(config.siteId()), config.consumer()),
                handler,
                service)
            .workers(config.maxWorkers())
            .faults(DependencyFaults.ALL)
            .start();
    service.onStop("messages", worker::stop);
  }
}
