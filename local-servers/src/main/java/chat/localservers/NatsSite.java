package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The two nats-servers of one site: a hub that is joined to the hubs of the other sites, and behind
 * it the JetStream server that everybody at the site connects to. Ports and streams survive a
 * restart.
 */
public final class NatsSite implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String name;
  private final ServerBinary binary;
  private final Path folder;
  private final OperatorKeys operator;
  private final Setpriv setpriv;
  private final String instance = UUID.randomUUID().toString().substring(0, 8);
  private final KeptPorts hubPorts;
  private final KeptPorts serverPorts;
  private @Nullable ServerProcess hub;
  private @Nullable ServerProcess server;

  NatsSite(String name, ServerBinary binary, Path folder, OperatorKeys operator, Setpriv setpriv)
      throws IOException {
    this.name = name;
    this.binary = binary;
    this.folder = folder.toAbsolutePath();
    this.operator = operator;
    this.setpriv = setpriv;
    hubPorts = new KeptPorts(4);
    serverPorts = new KeptPorts(3);
  }

  /** Also the name of the JetStream domain. */
  public String name() {
    return name;
  }

  /** What services connect to: {@code NATS_URL}. */
  public String url() {
    return "nats://" + HOST + ":" + serverPorts.get(0);
  }

  /** What browsers connect to. */
  public String websocketUrl() {
    return "ws://" + HOST + ":" + serverPorts.get(2);
  }

  int monitorPort() {
    return serverPorts.get(1);
  }

  public boolean alive() {
    return hubAlive() && serverAlive();
  }

  boolean serverAlive() {
    return server != null && server.alive();
  }

  boolean hubAlive() {
    return hub != null && hub.alive();
  }

  String gatewayAddress() {
    return HOST + ":" + hubPorts.get(2);
  }

  /** Starts the hub alone, without waiting for other sites. */
  void startHub(Map<String, String> gateways) throws IOException, InterruptedException {
    hubPorts.start(
        () -> {
          String serverName = "hub-" + name + "-" + instance;
          var config =
              new NatsConfig.Hub(
                  serverName,
                  HOST,
                  name,
                  hubPorts.get(0),
                  hubPorts.get(1),
                  hubPorts.get(2),
                  hubPorts.get(3),
                  gateways,
                  operator.serverAuth());
          ServerProcess process = run("hub", config.text());
          var monitor = hubMonitor();
          process.awaitReady(
              () -> {
                monitor.expect(serverName);
                return true;
              },
              LIMIT);
          hub = process;
        });
  }

  /** Waits until the hub has found the hubs of these sites. */
  void awaitGateways(List<String> sites) throws InterruptedException {
    if (hub == null) {
      throw new IllegalStateException("the hub of " + name + " was not started");
    }
    var monitor = hubMonitor();
    hub.awaitReady(() -> monitor.outboundGateways().containsAll(sites), LIMIT);
  }

  /** Starts the JetStream server; a hub that is not joined yet would make sourcing sleep. */
  void startServer() throws IOException, InterruptedException {
    serverPorts.start(
        () -> {
          String serverName = "nats-" + name + "-" + instance;
          var config =
              new NatsConfig.Server(
                  serverName,
                  HOST,
                  name,
                  serverPorts.get(0),
                  serverPorts.get(1),
                  serverPorts.get(2),
                  folder.resolve("jetstream").toString(),
                  HOST + ":" + hubPorts.get(3),
                  operator.account(),
                  operator.leafCreds().toAbsolutePath().toString(),
                  operator.serverAuth());
          ServerProcess process = run("server", config.text());
          var monitor = new NatsMonitor(serverPorts.get(1));
          process.awaitReady(
              () -> {
                monitor.expect(serverName);
                return monitor.jetStreamReady() && monitor.leafnodes() == 1;
              },
              LIMIT);
          server = process;
        });
  }

  private NatsMonitor hubMonitor() {
    return new NatsMonitor(hubPorts.get(1));
  }

  private ServerProcess run(String role, String config) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve(role));
    Path file = Files.writeString(home.resolve("nats.conf"), config);
    List<String> command = List.of(binary.executable().toString(), "-c", file.toString());
    return ServerProcess.start(home, setpriv.bound(command), binary.environment());
  }

  /** KILL to both, for crash tests. */
  public void kill() throws InterruptedException {
    killServer();
    killHub();
  }

  /** KILL to the JetStream server. */
  public void killServer() throws InterruptedException {
    if (server != null) {
      server.kill();
    }
  }

  /** KILL to the hub: cuts the site off from the others. */
  public void killHub() throws InterruptedException {
    if (hub != null) {
      hub.kill();
    }
  }

  /** Stops the server first, then the hub. */
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (hub != null) {
      hub.close();
    }
  }
}
