package chat.localfleet.bench;

import chat.localfleet.FleetStatus;
import chat.localfleet.RunningFleet;
import chat.model.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a running fleet with messages. Exit code 1 when something got lost or stuck. */
@Command(
    name = "bench",
    description = "measure a running fleet: messages, members, history, or search",
    mixinStandardHelpOptions = true,
    subcommands = {MembersCommand.class, HistoryCommand.class, SearchCommand.class})
public final class BenchCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out; // for a person or a program, not for the log

  @Option(names = "--rate", description = "messages a second (default ${DEFAULT-VALUE})")
  private double rate = 200;

  @Option(names = "--seconds", description = "measured ones (default ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Option(names = "--warmup", description = "seconds before (default ${DEFAULT-VALUE})")
  private int warmup = 10;

  @Option(names = "--rooms", description = "channels (default ${DEFAULT-VALUE})")
  private int rooms = 50;

  @Option(names = "--members", description = "of a channel (default ${DEFAULT-VALUE})")
  private int members = 20;

  @Option(names = "--clients", description = "connections (default ${DEFAULT-VALUE})")
  private int clients = 16;

  @Option(names = "--bytes", description = "of a message's text (default ${DEFAULT-VALUE})")
  private int bytes = 120;

  @Option(
      names = "--mentions",
      description = "part that mentions somebody (default ${DEFAULT-VALUE})")
  private double mentions = 0.05;

  @Option(
      names = "--find-max",
      description = "search the highest rate with p99 < 250 ms, from --rate")
  private boolean findMax;

  @Option(names = "--site", description = "people and rooms of this site alone (default: all)")
  private String site = "";

  @Option(names = "--status", description = "of another fleet: what its status --json printed")
  private Path status = Path.of("");

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    FleetStatus whole = RunningFleet.orElse(status);
    FleetStatus fleet = site.isEmpty() ? whole : whole.only(site);
    var plan = new LoadPlan(rate, warmup, seconds, rooms, members, clients, bytes, mentions);
    if (findMax) {
      var search =
          new HighestRate(
              other -> new MessageLoad(fleet, plan.at(other), Clock.systemUTC()).run(),
              report -> print(report));
      OUT.printf("highest rate held: %.0f messages/s%n", search.from(rate));
      return 0;
    }
    LoadReport report = new MessageLoad(fleet, plan, Clock.systemUTC()).run();
    print(report);
    return report.clean() ? 0 : 1;
  }

  private void print(LoadReport report) {
    OUT.println(json ? new String(Json.write(report), StandardCharsets.UTF_8) : report.text());
  }
}
