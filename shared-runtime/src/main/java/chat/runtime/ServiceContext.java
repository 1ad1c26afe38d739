package chat.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has of its own while it runs: threads, telemetry, health, and the list of steps
 * that stop it. Nothing is shared between two services of one JVM.
 */
public final class ServiceContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceContext.class);

  /** Must stay below the 30 s after which orchestrators kill (01b §18.2). */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  private final String name;
  private final Clock clock;
  private final ServiceThreads threads;
  private final Telemetry telemetry;
  private final Health health;
  private final Patience patience;
  private final Shutdown shutdown;
  private @Nullable HealthServer healthServer;

  /** Builds the service's own parts on top of an open context. */
  @FunctionalInterface
  public interface Wiring {
    void build(ServiceContext service) throws Exception;
  }

  private ServiceContext(String name, Env env) {
    this.name = name;
    this.clock = env.clock();
    this.threads = new ServiceThreads(name);
    this.telemetry = Telemetry.start(name, env.variables());
    this.health = new Health(threads);
    this.patience = new Patience(env.patience());
    this.shutdown = new Shutdown(threads);
  }

  /**
   * Starts a service: first health and telemetry, then what {@code wiring} builds. A start that
   * fails half-way is undone.
   */
  public static ServiceContext start(String name, Env env, ProcessConfig process, Wiring wiring)
      throws Exception {
    var service = new ServiceContext(name, env);
    try {
      service.openHealth(process.healthAddress());
      wiring.build(service);
      service.health.condition("start", () -> true);
      service
          .telemetry
          .meter("chat-runtime")
          .gaugeBuilder("chat_ready")
          .setDescription("1 while the service is ready, else 0")
          .ofLongs()
          .buildWithCallback(gauge -> gauge.record(service.health.missing().isEmpty() ? 1 : 0));
      LOG.atInfo().addKeyValue("service", name).log("{} running", name);
      return service;
    } catch (Exception e) {
      service.close();
      throw e;
    }
  }

  private void openHealth(String address) {
    shutdown.register("telemetry", telemetry::flush);
    shutdown.register("health checks", left -> health.stop());
    health.condition("start", () -> false); // until the wiring stands
    if (!address.isEmpty()) {
      HealthServer server = HealthServer.start(address, health, telemetry, threads);
      healthServer = server;
      shutdown.register("health server", left -> server.close());
    }
  }

  /** Connects to NATS; its state is part of readiness, its drain a step of the stop. */
  public NatsConnection connectNats(NatsConfig config) throws InterruptedException {
    NatsConnection nats = NatsConnection.connect(config, threads, patience);
    health.condition("nats", nats::isConnected);
    shutdown.register("nats", nats::drain);
    return nats;
  }

  /** Steps run last first when the service stops. */
  public void onStop(String step, Shutdown.Step action) {
    shutdown.register(step, action);
  }

  public String name() {
    return name;
  }

  public Clock clock() {
    return clock;
  }

  public ServiceThreads threads() {
    return threads;
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  public Health health() {
    return health;
  }

  public Patience patience() {
    return patience;
  }

  /** {@code host:port} of the health endpoints, when they are on. */
  public Optional<String> healthAddress() {
    return Optional.ofNullable(healthServer).map(HealthServer::address);
  }

  /** Stops the service: what it pulls first, telemetry last; 25 s in all. */
  @Override
  public void close() {
    shutdown.run(STOP_LIMIT);
  }
}
