package chat.localfleet.bench;

import chat.localfleet.RunningFleet;
import chat.model.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures membership: adding at a fixed rate, removing from large rooms, listing. */
@Command(name = "members", description = "adding, removing, listing members")
final class MembersCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out; // for a person or a program, not for the log

  @Option(names = "--rate", description = "adds a second (default ${DEFAULT-VALUE})")
  private double rate = 30;

  @Option(names = "--seconds", description = "measured ones (default ${DEFAULT-VALUE})")
  private int seconds = 30;

  @Option(names = "--warmup", description = "seconds before (default ${DEFAULT-VALUE})")
  private int warmup = 5;

  @Option(names = "--at-once", description = "people of one add (default ${DEFAULT-VALUE})")
  private int atOnce = 10;

  @Option(names = "--rooms", description = "that are added to (default ${DEFAULT-VALUE})")
  private int rooms = 20;

  @Option(names = "--status", description = "of another fleet: what its status --json printed")
  private Path status = Path.of("");

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var plan = new MembersLoad.Plan(rate, warmup, seconds, atOnce, rooms);
    MembersReport report =
        new MembersLoad(RunningFleet.orElse(status), plan, Clock.systemUTC()).run();
    OUT.println(json ? new String(Json.write(report), StandardCharsets.UTF_8) : report.text());
    return report.errors() == 0 ? 0 : 1;
  }
}
