package chat.localfleet;

import chat.model.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What runs and where. Exit code 1 when nothing runs or something is not ready. */
@Command(name = "status", description = "what runs, where, and whether it is ready")
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    FleetFolder folder = FleetFolder.of(Main.checkout());
    if (folder.holder().isEmpty()) {
      throw new FleetException("not up; ./chat up --detach starts the fleet");
    }
    if (!Files.exists(folder.status())) {
      throw new FleetException("starting, or stopping; see " + folder.log());
    }
    FleetStatus status = StatusFile.read(folder.status());
    System.out.println(
        json ? new String(Json.write(status), StandardCharsets.UTF_8) : text(status));
    boolean allReady =
        status.sites().stream()
            .flatMap(s -> s.services().stream())
            .allMatch(FleetStatus.Service::ready);
    return allReady ? 0 : 1;
  }

  private static String text(FleetStatus status) {
    var text = new StringBuilder();
    for (FleetStatus.Site site : status.sites()) {
      text.append("%s%n".formatted(site.id()));
      row(text, "nats", site.nats() + "  " + site.natsWebsocket());
      row(text, "mongo", site.mongo());
      row(text, "valkey", site.valkey());
      row(text, "cassandra", site.cassandra());
      row(text, "search", site.search());
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
