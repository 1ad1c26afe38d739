package chat.localfleet.chaos;

import chat.localfleet.RunningFleet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks the running fleet of this checkout under load. Exit code 1 when something was lost. */
@Command(
    name = "chaos",
    description = "kill and stop every process of a site under load; prove that nothing was lost",
    mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
  @Option(names = "--rate", description = "messages a second (default ${DEFAULT-VALUE})")
  private double rate = 20;

  @Option(
      names = "--pause",
      description = "seconds for which a process is stopped (default ${DEFAULT-VALUE})")
  private int pause = 60;

  @Option(names = "--only", description = "only faults whose line contains this text")
  private String only = "";

  @Option(
      names = "--sabotage",
      description = "a worker that acknowledges before it works: the run must fail")
  private boolean sabotage;

  @Override
  public Integer call() throws Exception {
    List<Fault> faults =
        Fault.all(RunningFleet.status().sites().getFirst(), Duration.ofSeconds(pause)).stream()
            .filter(fault -> fault.title().contains(only))
            .toList();
    // for a person, not for the log
    boolean passed = new Chaos(rate, Clock.systemUTC(), System.out).run(faults, sabotage);
    return passed ? 0 : 1;
  }
}
