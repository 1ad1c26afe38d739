package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers, where a Docker engine answers. They vanish with the process. */
final class ContainerServers implements ServerSource {

  private static final DockerImageName NATS = DockerImageName.parse("nats:2.10.27");
  private static final DockerImageName VALKEY = DockerImageName.parse("valkey/valkey:8.0.1");
  private static final DockerImageName MONGO = DockerImageName.parse("mongo:8.0.4");
  private static final DockerImageName CASSANDRA = DockerImageName.parse("cassandra:5.0.4");
  private static final DockerImageName SEARCH =
      DockerImageName.parse("docker.elastic.co/elasticsearch/elasticsearch:8.16.1");

  private static final String CONFIG = "/etc/nats/chat.conf";
  private static final String LEAF_CREDS = "/etc/nats/leaf.creds";
  private static final int NATS_PORT = 4222;
  private static final int MONITOR_PORT = 8222;
  private static final int WEBSOCKET_PORT = 9222;
  private static final int GATEWAY_PORT = 7222;
  private static final int LEAF_PORT = 7422;
  private static final int VALKEY_PORT = 6379;
  private static final int MONGO_PORT = 27017;
  private static final int CQL_PORT = 9042;
  private static final int SEARCH_PORT = 9200;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final OperatorKeys operator;
  private final Network network = Network.newNetwork();
  private final List<GenericContainer<?>> started = new ArrayList<>();
  private final Map<String, String> gateways = new LinkedHashMap<>();

  ContainerServers(OperatorKeys operator) {
    this.operator = operator;
  }

  @Override
  public synchronized String address(ServerKind kind, int number)
      throws IOException, InterruptedException {
    return switch (kind) {
      case NATS -> nats(ServerSource.domain(number));
      case VALKEY -> valkeyCluster();
      case STANDALONE_VALKEY -> address(valkey(_ -> {}), VALKEY_PORT);
      case MONGO -> "mongodb://" + address(mongo(), MONGO_PORT) + "/?directConnection=true";
      case CASSANDRA -> address(cassandra(), CQL_PORT);
      case SEARCH -> "http://" + address(search(), SEARCH_PORT);
    };
  }

  private String nats(String site) throws IOException {
    List<String> others = List.copyOf(gateways.keySet());
    String hub = "hub-" + site;
    gateways.put(site, hub + ":" + GATEWAY_PORT);
    startHub(site, hub, others);
    return "nats://" + address(startServer(site, hub), NATS_PORT);
  }

  private void startHub(String site, String name, List<String> others) throws IOException {
    var config =
        new NatsConfig.Hub(
            name,
            "0.0.0.0",
            site,
            NATS_PORT,
            MONITOR_PORT,
            GATEWAY_PORT,
            LEAF_PORT,
            gateways,
            operator.serverAuth());
    start(
        natsContainer(name, config.text())
            .withExposedPorts(MONITOR_PORT)
            .waitingFor(
                Wait.forHttp("/gatewayz")
                    .forPort(MONITOR_PORT)
                    .forResponsePredicate(body -> others.stream().allMatch(body::contains))
                    .withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> startServer(String site, String hub) throws IOException {
    var config =
        new NatsConfig.Server(
            "nats-" + site,
            "0.0.0.0",
            site,
            NATS_PORT,
            MONITOR_PORT,
            WEBSOCKET_PORT,
            "/data/jetstream",
            hub + ":" + LEAF_PORT,
            operator.account(),
            LEAF_CREDS,
            operator.serverAuth());
    return start(
        natsContainer("nats-" + site, config.text())
            .withCopyToContainer(
                Transferable.of(Files.readAllBytes(operator.leafCreds())), LEAF_CREDS)
            .withExposedPorts(NATS_PORT, MONITOR_PORT)
            .waitingFor(
                Wait.forHttp("/leafz")
                    .forPort(MONITOR_PORT)
                    .forResponsePredicate(body -> body.contains("\"leafnodes\": 1"))
                    .withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> natsContainer(String name, String config) {
    return new GenericContainer<>(NATS)
        .withNetwork(network)
        .withNetworkAliases(name)
        .withCopyToContainer(Transferable.of(config), CONFIG)
        .withCommand("-c", CONFIG);
  }

  private String valkeyCluster() throws IOException, InterruptedException {
    var container =
        valkey(c -> c.withCommand("valkey-server", "--save", "", "--cluster-enabled", "yes"));
    // Clients go where the node says it is; without an address of its own they keep the host.
    String port = String.valueOf(container.getMappedPort(VALKEY_PORT));
    cli(container, "config", "set", "cluster-announce-port", port);
    cli(container, "cluster", "addslotsrange", "0", "16383");
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!cli(container, "cluster", "info").contains("cluster_state:ok")) {
      if (System.nanoTime() > end) {
        throw new IOException("the Valkey cluster did not become ready");
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    return address(container, VALKEY_PORT);
  }

  private static String cli(GenericContainer<?> container, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("valkey-cli"));
    command.addAll(List.of(words));
    ExecResult result = container.execInContainer(command.toArray(String[]::new));
    if (result.getExitCode() != 0 || result.getStdout().startsWith("ERR")) {
      throw new IOException(String.join(" ", command) + ": " + result);
    }
    return result.getStdout();
  }

  private GenericContainer<?> valkey(Consumer<GenericContainer<?>> settings) {
    var container = new GenericContainer<>(VALKEY).withExposedPorts(VALKEY_PORT);
    settings.accept(container);
    return start(container.waitingFor(Wait.forListeningPort().withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> mongo() {
    return start(
        new GenericContainer<>(MONGO)
            .withExposedPorts(MONGO_PORT)
            .waitingFor(
                Wait.forLogMessage(".*Waiting for connections.*", 1).withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> cassandra() {
    return start(
        new GenericContainer<>(CASSANDRA)
            .withExposedPorts(CQL_PORT)
            .withEnv("MAX_HEAP_SIZE", "512M")
            .withEnv("HEAP_NEWSIZE", "128M")
            .withEnv(
                "JVM_EXTRA_OPTS",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.ring_delay_ms=0")
            .waitingFor(Wait.forLogMessage(".*Startup complete.*", 1).withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> search() {
    return start(
        new GenericContainer<>(SEARCH)
            .withNetwork(network)
            .withExposedPorts(SEARCH_PORT)
            .withEnv("discovery.type", "single-node")
            .withEnv("xpack.security.enabled", "false")
            .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
            .waitingFor(
                Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                    .forPort(SEARCH_PORT)
                    .withStartupTimeout(LIMIT)));
  }

  private GenericContainer<?> start(GenericContainer<?> container) {
    started.add(container);
    container.start();
    return container;
  }

  private static String address(GenericContainer<?> container, int port) {
    return container.getHost() + ":" + container.getMappedPort(port);
  }

  @Override
  public synchronized void close() {
    started.reversed().forEach(GenericContainer::stop);
    network.close();
  }
}
