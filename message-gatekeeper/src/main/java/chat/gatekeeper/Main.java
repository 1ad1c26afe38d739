package chat.gatekeeper;

import chat.model.Durables;
import chat.model.Streams;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.MemberEvents;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.NatsStreamReader;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.RoomMetaCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts message-gatekeeper. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "message-gatekeeper";

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
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.messages(config.siteId()), service.patience());
    streams.require(Streams.messagesCanonical(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    pull(config, service, nats, submissions(config, service, nats, mongo));
  }

  private static Submissions submissions(
      Config config, ServiceContext service, NatsConnection nats, MongoConnection mongo) {
    Executor loaders = load -> service.threads().start("load", load);
    var rooms = new RoomMetaCache(mongo, config.roomMetaCache(), loaders);
    var members =
        new CachedMembers(
            new MongoMemberStore(mongo),
            config.subscriptionCacheSize(),
            config.subscriptionCacheLifetime(),
            loaders,
            Ticker.systemTicker());
    MemberEvents events = MemberEvents.listen(nats, service.threads(), members);
    service.onStop("member events", left -> events.close());
    MemberStore current =
        (roomId, account) -> {
          events.catchUp(); // who was removed before the submission came is not let in
          return members.find(roomId, account);
        };
    logCaches(config);
    var publisher = new NatsPublisher(nats);
    var send =
        new SendMessage(
            current,
            roomId ->
                rooms
                    .get(roomId)
                    .map(room -> OptionalLong.of(room.userCount()))
                    .orElse(OptionalLong.empty()),
            new HistoryQuotes(publisher, config.chatBaseUrl()),
            new StreamCanonicalMessages(publisher, new NatsStreamReader(nats), config.siteId()),
            service.clock(),
            config.largeRoomThreshold());
    return new Submissions(
        send,
        new Answers(publisher),
        DependencyFaults.ALL,
        config.siteId(),
        config.consumer().maxDeliver());
  }

  private static void logCaches(Config config) {
    LOG.atInfo()
        .addKeyValue("sub_cache_size", config.subscriptionCacheSize())
        .addKeyValue("sub_cache_ttl", config.subscriptionCacheLifetime())
        .addKeyValue("room_meta_cache_size", config.roomMetaCache().size())
        .addKeyValue("room_meta_cache_ttl", config.roomMetaCache().lifetime())
        .log("gatekeeper caches enabled");
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, Submissions submissions) {
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(Durables.messageGatekeeper(config.siteId()), config.consumer()),
                submissions,
                service)
            .workers(config.maxWorkers())
            .faults(DependencyFaults.ALL)
            .start();
    service.onStop("submissions", worker::stop);
  }
}
