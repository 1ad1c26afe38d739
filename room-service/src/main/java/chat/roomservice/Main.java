package chat.roomservice;

import chat.model.Ids;
import chat.model.Streams;
import chat.roomcrypto.RoomCrypto;
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
import chat.runtime.StreamSetup;
import chat.stores.CassandraConnection;
import chat.stores.IndexSpec;
import chat.stores.MongoConnection;
import chat.stores.ValkeyConnection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts room-service. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "room-service";
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
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    CassandraConnection cassandra =
        service.patience().await("Cassandra", () -> CassandraConnection.open(config.cassandra()));
    service.onStop("cassandra", left -> cassandra.close());
    service.health().store("cassandra", cassandra::ping);
    NatsConnection nats = service.connectNats(config.nats());
    new StreamSetup(nats, config.bootstrapStreams())
        .require(Streams.rooms(config.siteId()), service.patience());
    warnWithoutOutbox(nats, config.siteId());
    IndexSpec.ensure(mongo.database(), RoomIndexes.ALL, INDEX_LIMIT);
    RoomKeyStore keys =
        new ValkeyRoomKeyStore(
            valkey,
            config.keyGrace(),
            service.clock(),
            new RoomKeyMetrics(service.telemetry().meter(RoomKeyMetrics.METER)));
    serve(config, service, nats, Stores.in(mongo, cassandra), keys);
  }

  /** Reads by members of other sites would fail after their local half (02 §9.8). */
  private static void warnWithoutOutbox(NatsConnection nats, String siteId) {
    String outbox = Streams.outbox(siteId).name();
    try {
      nats.management().getStreamInfo(outbox);
    } catch (IOException | JetStreamApiException e) {
      LOG.atWarn()
          .addKeyValue("stream", outbox)
          .addKeyValue("error", e.toString())
          .log("OUTBOX stream not found");
    }
  }

  private static void serve(
      Config config,
      ServiceContext service,
      NatsConnection nats,
      Stores stores,
      RoomKeyStore keys) {
    var router =
        new RequestRouter(
            nats,
            NAME,
            RequestIds.VERBATIM,
            service.threads(),
            service.telemetry(),
            new Ids(service.clock()));
    service.onStop("requests", router::drain);
    var publisher = new NatsPublisher(nats);
    var around =
        new Operations.Surroundings(
            publisher, publisher, RoomCrypto.best(), service.threads(), service.clock());
    Operations.of(config, stores, keys, around).forEach(router::on);
  }
}
