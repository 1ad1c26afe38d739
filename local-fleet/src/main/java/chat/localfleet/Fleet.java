package chat.localfleet;

import chat.localservers.Checkout;
import chat.localservers.JavaHomes;
import chat.localservers.LocalOperator;
import chat.localservers.NatsSites;
import chat.localservers.OperatorKeys;
import chat.localservers.ProcessMark;
import chat.localservers.ServerBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * All servers and services of all sites, held by this process: started in the order they need each
 * other, watched, stopped services first. Everything is a child process that ends with this one.
 */
final class Fleet implements AutoCloseable {
  /** What to run. */
  record Plan(List<String> sites, boolean separate) {}

  private final Plan plan;
  private final FleetFolder folder;
  private final Progress progress;
  private final OperatorKeys keys;
  private final NatsSites nats;
  private final FleetIssuer issuer;
  private final JvmCommand jvm;
  private final SiteLinks links;
  private final Map<String, SiteServers> servers = new LinkedHashMap<>();
  private final List<ServiceJvm> services = new ArrayList<>();
  private final PeopleDirectory directory;
  private boolean closing;

  Fleet(Plan plan, FleetFolder folder, Checkout checkout, Clock clock, Progress progress)
      throws Exception {
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    Files.createDirectories(folder.sites());
    var javas = new JavaHomes(System.getenv());
    var binaries = new ServerBinaries(System.getenv(), checkout);
    keys = LocalOperator.in(folder.keys(), clock.instant());
    nats = new NatsSites(binaries.natsServer(), folder.sites(), keys);
    directory = new PeopleDirectory();
    links = new SiteLinks(keys, plan.sites());
    issuer = new FleetIssuer(folder, checkout, javas, plan.sites());
    jvm = new JvmCommand(javas.forServices(), checkout);
    for (String site : plan.sites()) {
      servers.put(
          site,
          new SiteServers(
              nats.add(site), folder.site(site), checkout, binaries, javas, System.getenv()));
    }
  }

  void start() throws Exception {
    ProcessMark.of(ProcessHandle.current()).write(folder.holderMark());
    List<Tasks.Action> stores = new ArrayList<>();
    for (SiteServers site : servers.values()) {
      stores.add(() -> site.startStores(progress));
    }
    stores.add(this::startNats);
    stores.add(() -> issuer.start(progress));
    Tasks.allOf(stores);
    SearchLinks.tie(servers.values());
    for (SiteServers site : servers.values()) {
      SampleData.load(site, plan.sites());
    }
    startServices();
    status().write(folder.status());
  }

  private void startNats() throws Exception {
    nats.startAll();
    for (SiteServers site : servers.values()) {
      links.tie(site);
      progress.line(site.siteId(), "nats", site.nats().url() + ", streams made");
    }
  }

  private void startServices() throws IOException, InterruptedException {
    List<Tasks.Action> starts = new ArrayList<>();
    for (SiteServers site : servers.values()) {
      for (ServiceJvm host : hosts(site)) {
        services.add(host);
        starts.add(() -> host.start(progress));
      }
    }
    Tasks.allOf(starts);
  }

  private List<ServiceJvm> hosts(SiteServers site) throws IOException {
    if (!plan.separate()) {
      return List.of(host(site, "services", ServiceCatalog.names()));
    }
    List<ServiceJvm> hosts = new ArrayList<>();
    for (String name : ServiceCatalog.names()) {
      hosts.add(host(site, name, List.of(name)));
    }
    return hosts;
  }

  private ServiceJvm host(SiteServers site, String name, List<String> names) throws IOException {
    Map<String, String> environment = SiteEnvironment.of(site, keys, directory.url());
    if (names.contains(ServiceCatalog.AUTH)) {
      environment.putAll(SiteEnvironment.ofAuth(site, keys, issuer));
    }
    return new ServiceJvm(
        site.siteId(), name, names, folder.services(site.siteId(), name), environment, jvm);
  }

  /** Brings back whatever died; what cannot be brought back now is tried again next time. */
  synchronized void heal() throws IOException, InterruptedException {
    if (closing) {
      return;
    }
    boolean changed = false;
    for (SiteServers site : servers.values()) {
      changed |=
          revive(site.siteId() + ": nats", site.nats()::alive, () -> nats.start(site.nats()));
      for (Map.Entry<String, SiteStore> store : site.stores().entrySet()) {
        changed |=
            revive(
                site.siteId() + ": " + store.getKey(),
                store.getValue()::alive,
                store.getValue()::start);
      }
    }
    changed |= revive("issuer", issuer::alive, issuer::restart);
    for (ServiceJvm host : services) {
      changed |=
          revive(host.siteId() + ": " + host.name(), host::alive, () -> host.start(progress));
    }
    if (changed) {
      status().write(folder.status());
    }
  }

  /** True when it was dead and runs again. */
  private boolean revive(String what, BooleanSupplier alive, Tasks.Action start)
      throws InterruptedException {
    if (alive.getAsBoolean()) {
      return false;
    }
    progress.note(what + " has died, starting it again");
    try {
      start.run();
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      progress.note(what + " does not start: " + FleetException.reason(e));
      return false;
    }
  }

  private StatusFile status() throws IOException {
    return StatusFile.of(
        servers.values(), services, new StatusFile.Shared(keys, issuer, directory.place()));
  }

  /** Waits for a healing in progress, so that nothing is started after it was stopped. */
  @Override
  public synchronized void close() {
    closing = true;
    Tasks.allOfQuietly(
        services.stream().<Runnable>map(host -> host::close).toArray(Runnable[]::new));
    try {
      links.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Tasks.allOfQuietly(
        servers.values().stream().<Runnable>map(site -> site::close).toArray(Runnable[]::new));
    nats.close();
    issuer.close();
    directory.close();
    try {
      Files.deleteIfExists(folder.status());
      Files.deleteIfExists(folder.holderMark());
    } catch (IOException e) {
      progress.note("cannot remove the state of the fleet: " + e.getMessage());
    }
  }
}
