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

/** Measures pages of a long history beside the same rows read with the driver alone. */
@Command(name = "history", description = "pages of a long history")
final class HistoryCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out; // for a person or a program, not for the log

  @Option(names = "--messages", description = "of the room (default ${DEFAULT-VALUE})")
  private int messages = 1_000_000;

  @Option(names = "--samples", description = "pages of each kind (default ${DEFAULT-VALUE})")
  private int samples = 2_000;

  @Option(names = "--prepare", description = "save the messages for a later run, measure nothing")
  private boolean prepare;

  @Option(names = "--keep", description = "leave the messages there for another run")
  private boolean keep;

  @Option(names = "--status", description = "of another fleet: what its status --json printed")
  private Path status = Path.of("");

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var plan = new HistoryLoad.Plan(messages, samples);
    var load = new HistoryLoad(RunningFleet.orElse(status), plan, Clock.systemUTC());
    if (prepare) {
      load.prepare();
      return 0;
    }
    HistoryReport report = load.run();
    if (!keep) {
      load.clean();
    }
    OUT.println(json ? new String(Json.write(report), StandardCharsets.UTF_8) : report.text());
    return 0;
  }
}
