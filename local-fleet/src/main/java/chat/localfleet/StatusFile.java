package chat.localfleet;

import chat.localservers.OperatorKeys;
import chat.model.Json;
import chat.model.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The status as the fleet's holder leaves it for the other commands. */
record StatusFile(FleetStatus status) {
  /**
   * What the sites have in common.
   *
   * @param usersApi where a directory of people may listen
   */
  record Shared(OperatorKeys keys, FleetIssuer issuer, String usersApi) {}

  static StatusFile of(Collection<SiteServers> sites, List<ServiceJvm> hosts, Shared shared)
      throws IOException {
    List<FleetStatus.Site> described = new ArrayList<>();
    for (SiteServers site : sites) {
      List<FleetStatus.Service> services = new ArrayList<>();
      for (ServiceJvm host : hosts) {
        if (host.siteId().equals(site.siteId())) {
          for (ServiceHost.Running one : host.running()) {
            services.add(new FleetStatus.Service(one.name(), one.pid(), one.health(), true));
          }
        }
      }
      described.add(describe(site, services, shared));
    }
    return new StatusFile(new FleetStatus("java", described));
  }

  private static FleetStatus.Site describe(
      SiteServers site, List<FleetStatus.Service> services, Shared shared) throws IOException {
    return new FleetStatus.Site(
        site.siteId(),
        site.nats().url(),
        site.nats().websocketUrl(),
        shared.keys.backendCreds().toAbsolutePath().toString(),
        shared.keys.folder().resolve("account.seed").toAbsolutePath().toString(),
        "http://127.0.0.1:" + site.authPort(),
        SiteEnvironment.isDevMode() ? null : shared.issuer.url(),
        null,
        site.mongoUri(),
        SiteServers.DATABASE,
        site.valkeyAddress(),
        site.cassandraAddress(),
        SiteServers.KEYSPACE,
        site.searchUrl(),
        "http://" + site.searchMetricsAddress(),
        shared.usersApi,
        true,
        true,
        services,
        site.processes());
  }

  void write(Path file) throws IOException {
    Path draft = file.resolveSibling("status.draft");
    Files.write(draft, Json.write(status));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What was written last, with the readiness of this moment. */
  static FleetStatus read(Path file) throws IOException {
    FleetStatus written;
    try {
      written = Json.read(Files.readAllBytes(file), FleetStatus.class);
    } catch (MalformedJsonException e) {
      throw new IOException("unreadable: " + file, e);
    }
    return new FleetStatus(
        written.impl(), written.sites().stream().map(StatusFile::asNow).toList());
  }

  private static FleetStatus.Site asNow(FleetStatus.Site s) {
    List<FleetStatus.Service> services = s.services().stream().map(StatusFile::asNow).toList();
    return new FleetStatus.Site(
        s.id(),
        s.nats(),
        s.natsWebsocket(),
        s.natsCreds(),
        s.authSigningKey(),
        s.auth(),
        s.oidcIssuer(),
        s.oidcToken(),
        s.mongo(),
        s.mongoDb(),
        s.valkey(),
        s.cassandra(),
        s.cassandraKeyspace(),
        s.search(),
        s.searchMetrics(),
        s.usersApi(),
        s.operatorMode(),
        s.encryption(),
        services,
        s.servers());
  }

  private static FleetStatus.Service asNow(FleetStatus.Service service) {
    boolean ready;
    try {
      ready = Readiness.ready(service.health());
    } catch (IOException e) {
      ready = false;
    }
    return new FleetStatus.Service(service.name(), service.pid(), service.health(), ready);
  }
}
