package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The NATS servers of any number of sites. Every site has its own JetStream; core messages and
 * stream sources cross the sites through the gateways between the hubs.
 */
public final class NatsSites implements AutoCloseable {

  private final ServerBinary binary;
  private final Path folder;
  private final OperatorKeys operator;
  private final Setpriv setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
  private final Map<String, NatsSite> sites = new LinkedHashMap<>();

  /**
   * No site yet.
   *
   * @param binary from {@link ServerBinaries#natsServer()}
   * @param folder holds one folder per site
   */
  public NatsSites(ServerBinary binary, Path folder, OperatorKeys operator) {
    this.binary = binary;
    this.folder = folder;
    this.operator = operator;
  }

  /** Adds a site without starting it. A site that is added later is found by the others as well. */
  public NatsSite add(String name) throws IOException {
    var site = new NatsSite(name, binary, folder.resolve(name), operator, setpriv);
    if (sites.putIfAbsent(name, site) != null) {
      throw new IllegalArgumentException("there is a site " + name + " already");
    }
    return site;
  }

  public OperatorKeys operator() {
    return operator;
  }

  /** Starts all sites that were added. */
  public void startAll() throws IOException, InterruptedException {
    for (NatsSite site : sites.values()) {
      site.startHub(gateways());
    }
    for (NatsSite site : sites.values()) {
      site.awaitGateways(othersAlive(site));
    }
    for (NatsSite site : sites.values()) {
      site.startServer();
    }
  }

  /**
   * Starts what does not run of one site, for the first time or again. Sites that are down are not
   * waited for.
   */
  public void start(NatsSite site) throws IOException, InterruptedException {
    if (!site.hubAlive()) {
      site.startHub(gateways());
      site.awaitGateways(othersAlive(site));
    }
    if (!site.serverAlive()) {
      site.startServer();
    }
  }

  /** Brings back a hub alone, whose JetStream server went on without it. */
  public void startHub(NatsSite site) throws IOException, InterruptedException {
    site.startHub(gateways());
    site.awaitGateways(othersAlive(site));
  }

  private Map<String, String> gateways() {
    Map<String, String> gateways = new LinkedHashMap<>();
    sites.forEach((name, site) -> gateways.put(name, site.gatewayAddress()));
    return gateways;
  }

  private List<String> othersAlive(NatsSite site) {
    return sites.values().stream()
        .filter(other -> other != site && other.hubAlive())
        .map(NatsSite::name)
        .toList();
  }

  @Override
  public void close() {
    sites.values().forEach(NatsSite::close);
  }
}
