package chat.localfleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the data of this checkout's fleet, after asking. */
@Command(name = "reset", description = "stop the fleet and remove its data")
final class ResetCommand implements Callable<Integer> {
  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() throws Exception {
    FleetFolder folder = FleetFolder.of(Main.checkout());
    if (!Files.exists(folder.root())) {
      System.out.println("there is no data");
      return 0;
    }
    if (!yes && !confirmed(folder.root())) {
      System.out.println("nothing removed");
      return 1;
    }
    DownCommand.stop(folder);
    remove(folder.root());
    System.out.println("removed " + folder.root());
    return 0;
  }

  private static boolean confirmed(Path data) throws IOException {
    System.out.printf("remove all rooms, keys and messages in %s? (yes/no) ", data);
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return "yes".equals(in.readLine()); // no input at all is a no
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
