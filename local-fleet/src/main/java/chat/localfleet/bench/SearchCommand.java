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

/** Measures search: until a message is indexed and found, and searching in a full index. */
@Command(name = "search", description = "indexing and finding messages, searching among many")
final class SearchCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out; // for a person or a program, not for the log

  @Option(names = "--rate", description = "messages a second (default ${DEFAULT-VALUE})")
  private double rate = 200;

  @Option(names = "--seconds", description = "measured ones (default ${DEFAULT-VALUE})")
  private int seconds = 30;

  @Option(names = "--warmup", description = "seconds before (default ${DEFAULT-VALUE})")
  private int warmup = 5;

  @Option(
      names = "--documents",
      description = "in the index that is searched (default ${DEFAULT-VALUE})")
  private int documents = 1_000_000;

  @Option(names = "--searches", description = "a second (default ${DEFAULT-VALUE})")
  private double searches = 20;

  @Option(names = "--status", description = "of another fleet: what its status --json printed")
  private Path status = Path.of("");

  @Option(names = "--json", description = "one JSON object, for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var plan = new SearchLoad.Plan(rate, warmup, seconds, documents, searches);
    SearchReport report =
        new SearchLoad(RunningFleet.orElse(status), plan, Clock.systemUTC()).run();
    OUT.println(json ? new String(Json.write(report), StandardCharsets.UTF_8) : report.text());
    return report.errors() == 0 ? 0 : 1;
  }
}
