package chat.localfleet;

import chat.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What runs and where. Exit code 1 when nothing runs or something is not ready. */
@Command(name = "status", description = "what runs, where, and whether it is ready")
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    FleetStatus status = RunningFleet.status();
    if (json) {
      status = withTokens(status);
    }
    System.out.println(
        json ? new String(Json.write(status), StandardCharsets.UTF_8) : text(status));
    boolean allReady =
        status.sites().stream()
            .flatMap(s -> s.services().stream())
            .allMatch(FleetStatus.Service::ready);
    return allReady ? 0 : 1;
  }

  /** A program gets a token of the organisation's login as well, and so needs no browser. */
  private static FleetStatus withTokens(FleetStatus status) throws InterruptedException {
    List<FleetStatus.Site> sites = new ArrayList<>();
    for (FleetStatus.Site site : status.sites()) {
      sites.add(site.withToken(token(site, SampleData.somebodyOf(sites.size()))));
    }
    return new FleetStatus(status.impl(), sites);
  }

  private static @Nullable String token(FleetStatus.Site site, String account)
      throws InterruptedException {
    if (site.oidcIssuer() == null || account.isEmpty()) {
      return null;
    }
    try {
      return FleetLogins.ssoToken(site, account);
    } catch (IOException e) { // the rest of the status is wanted all the same
      return null;
    }
  }

  private static String text(FleetStatus status) {
    var text = new StringBuilder();
    for (FleetStatus.Site site : status.sites()) {
      text.append("%s%n".formatted(site.id()));
      row(text, "nats", site.nats() + "  " + site.natsWebsocket());
      row(text, "mongo", site.mongo());
      row(text, "valkey", site.valkey());
      row(text, "cassandra", site.cassandra());
      row(text, "auth", site.auth() + (site.oidcIssuer() == null ? "  development mode" : ""));
      row(text, "issuer", site.oidcIssuer() == null ? "-" : site.oidcIssuer());
      row(text, "search", site.search());
      row(text, "people", site.usersApi() + "  (a directory of your own may listen there)");
      for (FleetStatus.Service service : site.services()) {
        String state = service.ready() ? "ready" : "NOT READY";
        row(
            text,
            service.name(),
            "%-9s  process %d, health on %s".formatted(state, service.pid(), service.health()));
      }
    }
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("  %-20s %s%n".formatted(name, value));
  }
}
