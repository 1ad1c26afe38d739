package chat.searchservice;

import chat.model.Ids;
import chat.model.SearchArea;
import chat.model.SubjectPatterns;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.NatsConnection;
import chat.runtime.RequestIds;
import chat.runtime.RequestRouter;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.stores.MongoConnection;
import chat.stores.RestrictedRoomCache;
import chat.stores.SearchConnection;
import chat.stores.ValkeyConnection;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts search-service. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "search-service";

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
    var metrics = new SearchMetrics();
    service.telemetry().add(metrics);
    MetricsServer server =
        MetricsServer.start(
            config.metricsAddress(), service.threads().executor("metrics"), service.telemetry());
    service.onStop("metrics server", left -> server.close());
    LOG.atInfo().addKeyValue("addr", config.metricsAddress()).log("metrics server listening");
    SearchConnection search =
        service.patience().await("search engine", () -> SearchConnection.open(config.search()));
    service.onStop("search engine", left -> search.close());
    service.health().store("search engine", search::ping);
    MongoConnection mongo =
        service.patience().await("MongoDB", () -> MongoConnection.open(config.mongo()));
    service.onStop("mongo", left -> mongo.close());
    service.health().store("mongo", mongo::ping);
    ValkeyConnection valkey =
        service.patience().await("Valkey", () -> ValkeyConnection.open(config.valkey()));
    service.onStop("valkey", left -> valkey.close());
    service.health().store("valkey", valkey::ping);
    var directory = new HttpUserDirectory(config.directory());
    service.onStop("user directory", left -> directory.close());
    NatsConnection nats = service.connectNats(config.nats());
    var engine = new RestSearchEngine(search, config.userRoomIndex(), metrics);
    var access = new RoomAccess(new RestrictedRoomCache(valkey), engine, config.cacheLife());
    PageSizes pages = config.pageSizes();
    var query = new MessageQuery(config.userRoomIndex(), config.recentWindow());
    serve(
        config,
        service,
        nats,
        metrics,
        Map.of(
            SearchArea.MESSAGES, new SearchMessages(access, engine, query, pages),
            SearchArea.ROOMS, new SearchRooms(engine, config.spotlightPattern(), pages),
            SearchArea.APPS, new SearchApps(new MongoAppStore(mongo), pages),
            SearchArea.USERS, new SearchUsers(directory)));
  }

  private static void serve(
      Config config,
      ServiceContext service,
      NatsConnection nats,
      SearchMetrics metrics,
      Map<SearchArea, SearchOperation> operations) {
    var router =
        new RequestRouter(
            nats,
            NAME,
            RequestIds.MINT,
            service.threads(),
            service.telemetry(),
            new Ids(service.clock()));
    service.onStop("requests", router::drain);
    Supplier<Deadline> deadlines = () -> new Deadline(config.requestLimit(), System::nanoTime);
    operations.forEach(
        (area, operation) ->
            router.on(
                SubjectPatterns.search(area), new Endpoint(area, operation, metrics, deadlines)));
  }
}
