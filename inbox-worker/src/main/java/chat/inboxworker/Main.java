package chat.inboxworker;

import chat.model.Durables;
import chat.model.Ids;
import chat.model.OutboxType;
import chat.model.Streams;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamHandler;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.DependencyFaults;
import chat.stores.MongoConnection;
import chat.stores.MongoUserDirectory;
import java.util.Map;
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
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    StreamHandler handler = handlers(config, service, mongo);
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.inbox(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    pull(config, service, nats, handler);
    LOG.atInfo().addKeyValue("site", config.siteId()).log("inbox-worker started");
  }

  private static StreamHandler handlers(
      Config config, ServiceContext service, MongoConnection mongo) throws Exception {
    var marks = new MongoMembershipMarks(mongo, service.clock());
    var threads = new MongoThreadSubscriptionStore(mongo);
    service
        .patience()
        .await(
            "indexes",
            () -> {
              threads.ensureIndex();
              marks.ensureIndex();
              return true;
            });
    var subscriptions = new MongoSubscriptionStore(mongo);
    var add =
        new AddMembers(
            new MongoUserDirectory(mongo),
            subscriptions,
            marks,
            new Ids(service.clock()),
            config.siteId());
    return new InboxEvents(
        config.siteId(),
        Map.of(
            OutboxType.MEMBER_ADDED, add,
            OutboxType.MEMBER_REMOVED, new RemoveMembers(subscriptions, marks),
            OutboxType.ROLE_UPDATED, new UpdateRoles(subscriptions, marks),
            OutboxType.SUBSCRIPTION_READ, new MarkRead(subscriptions),
            OutboxType.THREAD_SUBSCRIPTION_UPSERTED, new FollowThread(threads),
            OutboxType.ROOM_SYNC, new SyncRoom(new MongoRoomStore(mongo))));
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, StreamHandler handler) {
    var source = new StreamSource(Durables.inboxWorker(config.siteId()), config.consumer());
    StreamWorker worker =
        StreamWorker.of(nats, source, handler, service)
            .workers(WORKERS)
            .faults(DependencyFaults.ALL)
            .inOrderBy(delivered -> RoomOfEvent.of(delivered.body()))
            .start();
    service.onStop("events", worker::stop);
  }
}
