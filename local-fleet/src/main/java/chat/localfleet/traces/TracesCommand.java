package chat.localfleet.traces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Compares two folders of traces case by case. A case is equal, differs as documented, or differs;
 * exit code 1 when one differs in a way that no row explains, or was not played.
 */
@Command(name = "traces", description = "compare recorded traces with traces of this fleet")
public final class TracesCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "EXPECTED",
      description = "folder with the other fleet's traces")
  private Path expected = Path.of("");

  @Parameters(index = "1", paramLabel = "ACTUAL", description = "folder with this fleet's traces")
  private Path actual = Path.of("");

  @Option(
      names = "--expected-sites",
      split = ",",
      description = "site ids there (default ${DEFAULT-VALUE})")
  private List<String> expectedSites = List.of("siteA", "siteB");

  @Option(
      names = "--actual-sites",
      split = ",",
      description = "site ids here (default ${DEFAULT-VALUE})")
  private List<String> actualSites = List.of("north", "south");

  @Option(names = "--verbose", description = "every documented difference, too")
  private boolean verbose;

  @Override
  public Integer call() throws IOException {
    Path docs = Path.of(System.getProperty("chat.root", "."), "docs");
    KnownDifferences known =
        KnownDifferences.read(
            docs.resolve("trace-differences.tsv"), docs.resolve("differences.md"));
    Path caller = Path.of(System.getProperty("chat.caller", "."));
    Map<String, Trace> theirs =
        Trace.readAll(caller.resolve(expected), expectedSites.get(0), expectedSites.get(1));
    Map<String, Trace> ours =
        Trace.readAll(caller.resolve(actual), actualSites.get(0), actualSites.get(1));
    var tally = new Tally(known, verbose);
    theirs.forEach(
        (test, trace) -> {
          Trace own = ours.get(test);
          if (own == null) {
            tally.missing(test);
          } else {
            tally.add(test, trace.differencesTo(own));
          }
        });
    return tally.report();
  }

  /** Sorts the cases. */
  private static final class Tally {
    private final KnownDifferences known;
    private final boolean verbose;
    private final Map<String, Integer> byRow = new TreeMap<>();
    private int equal;
    private int documented;
    private int differing;
    private int missing;

    Tally(KnownDifferences known, boolean verbose) {
      this.known = known;
      this.verbose = verbose;
    }

    void add(String test, List<TraceDifference> differences) {
      List<TraceDifference> open = new ArrayList<>();
      for (TraceDifference difference : differences) {
        Optional<String> row = known.rowOf(test, difference);
        row.ifPresent(r -> byRow.merge(r, 1, Integer::sum));
        if (row.isEmpty()) {
          open.add(difference);
        } else if (verbose) {
          System.out.printf("%s [%s]%n  %s%n", test, row.get(), difference);
        }
      }
      if (differences.isEmpty()) {
        equal++;
      } else if (open.isEmpty()) {
        documented++;
      } else {
        differing++;
        System.out.println(test);
        open.forEach(difference -> System.out.println("  " + difference));
      }
    }

    void missing(String test) {
      missing++;
      System.out.println(test + "\n  not played here");
    }

    int report() {
      byRow.forEach(
          (row, count) -> System.out.printf("differences.md %s: %d places%n", row, count));
      int compared = equal + documented + differing;
      System.out.printf(
          "%d of %d equal, %d differ as documented, %d differ otherwise, %d not played%n",
          equal, compared, documented, differing, missing);
      return differing == 0 && missing == 0 && compared > 0 ? 0 : 1;
    }
  }
}
