package chat.localfleet.deadletters;

import chat.localfleet.FleetStatus;
import chat.localfleet.RunningFleet;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which site is meant and how it is reached: this checkout's fleet, or a server that is named. */
final class SiteAccess {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(names = "--site", description = "one site; needed where there are several")
  private String site = "";

  @Option(names = "--nats", description = "address of the site's NATS server, for other fleets")
  private String nats = "";

  @Option(names = "--creds", description = "credentials file with the services' rights there")
  private String creds = "";

  /** What is done with the letters of one site. */
  interface Work<T> {
    T with(DeadLetterBox box) throws IOException, JetStreamApiException;
  }

  List<String> sites() {
    if (!site.isEmpty()) {
      return List.of(site);
    }
    if (!nats.isEmpty()) {
      throw wrong("--nats needs --site");
    }
    return RunningFleet.status().sites().stream().map(FleetStatus.Site::id).toList();
  }

  String oneSite() {
    List<String> sites = sites();
    if (sites.size() != 1) {
      throw wrong("--site is one of " + String.join(", ", sites));
    }
    return sites.getFirst();
  }

  <T> T with(String siteId, Work<T> work) {
    try (Connection connection = Nats.connect(options(siteId))) {
      return work.with(new DeadLetterBox(connection, siteId));
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      throw wrong(siteId + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wrong("interrupted");
    }
  }

  KeptLetter found(Optional<KeptLetter> letter) {
    return letter.orElseThrow(() -> wrong("there is no such letter"));
  }

  ParameterException wrong(String what) {
    return new ParameterException(new CommandLine(command), what);
  }

  private Options options(String siteId) {
    if (!nats.isEmpty()) {
      return options(nats, creds);
    }
    FleetStatus.Site found = RunningFleet.site(siteId);
    return options(found.nats(), found.natsCreds());
  }

  private static Options options(String url, String credentials) {
    Options.Builder options = Options.builder().server(url).connectionName("dead-letters");
    if (!credentials.isEmpty()) {
      options.authHandler(Nats.credentials(credentials));
    }
    return options.build();
  }
}
