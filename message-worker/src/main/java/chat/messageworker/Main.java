package chat.messageworker;

import chat.model.Durables;
import chat.model.Ids;
import chat.model.MessageBuckets;
import chat.model.Streams;
import chat.runtime.DeadLetterWatch;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StreamSetup;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import chat.stores.CassandraConnection;
import chat.stores.CassandraReplyCounts;
import chat.stores.CassandraVisibleReplies;
import chat.stores.DependencyFaults;
import chat.stores.IndexSpec;
import chat.stores.MongoConnection;
import chat.stores.MongoUserDirectory;
import chat.stores.ReplyCounting;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts message-worker. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "message-worker";
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
    LOG.atInfo().addKeyValue("hours", config.bucketHours()).log("message bucket configured");
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    CassandraConnection cassandra =
        service.patience().await("Cassandra", () -> CassandraConnection.open(config.cassandra()));
    service.onStop("cassandra", left -> cassandra.close());
    service.health().store("cassandra", cassandra::ping);
    IndexSpec.ensure(mongo.database(), ThreadIndexes.ALL, INDEX_LIMIT);
    NatsConnection nats = service.connectNats(config.nats());
    var streams = new StreamSetup(nats, config.bootstrapStreams());
    streams.require(Streams.messagesCanonical(config.siteId()), service.patience());
    DeadLetterWatch.join(nats, streams, config.siteId(), config.consumer(), service);
    var people =
        new People(
            new MongoUserDirectory(mongo),
            config.userCacheSize(),
            config.userCacheLifetime(),
            Ticker.systemTicker());
    SaveMessage save =
        service
            .patience()
            .await(
                "message tables", () -> handlers(config, service, people, mongo, cassandra, nats));
    pull(config, service, nats, save);
  }

  /** Fails as long as the tables are not there. */
  private static SaveMessage handlers(
      Config config,
      ServiceContext service,
      People people,
      MongoConnection mongo,
      CassandraConnection cassandra,
      NatsConnection nats) {
    MessageBuckets buckets = MessageBuckets.ofHours(config.bucketHours());
    ReplyStore replies = new CassandraReplyStore(cassandra, buckets);
    var counting =
        new ReplyCounting(
            new CassandraReplyCounts(cassandra, buckets),
            new CassandraVisibleReplies(cassandra, buckets),
            service.clock(),
            Thread::sleep);
    var saveReply =
        new SaveReply(
            people,
            replies,
            new MongoThreadStore(mongo),
            new ThreadEvents(new NatsPublisher(nats), config.siteId(), service.clock()),
            counting,
            new Ids(service.clock()));
    return new SaveMessage(
        people,
        new CassandraMessageStore(cassandra, buckets),
        saveReply,
        config.consumer().maxDeliver());
  }

  private static void pull(
      Config config, ServiceContext service, NatsConnection nats, SaveMessage save) {
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(Durables.messageWorker(config.siteId()), config.consumer()),
                save,
                service)
            .workers(config.maxWorkers())
            .faults(DependencyFaults.ALL)
            .inOrderBy(delivered -> ThreadOfMessage.of(delivered.body()))
            .start();
    service.onStop("messages", worker::stop);
  }
}
