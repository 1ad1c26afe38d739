package chat.localfleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log lines of one service, at one site or all. */
@Command(name = "logs", description = "a service's log lines")
final class LogsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SERVICE")
  private String service = "";

  @Option(names = "--site", description = "only this site")
  private String site = "";

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    ServiceCatalog.named(service);
    List<BufferedReader> readers = new ArrayList<>();
    for (Path log : logs(FleetFolder.of(Main.checkout()))) {
      readers.add(Files.newBufferedReader(log));
    }
    if (readers.isEmpty()) {
      throw new FleetException("no logs yet");
    }
    do {
      for (BufferedReader reader : readers) {
        print(reader);
      }
      if (follow) {
        Thread.sleep(200);
      }
    } while (follow);
    return 0;
  }

  private List<Path> logs(FleetFolder folder) throws IOException {
    if (!Files.isDirectory(folder.sites())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.sites(), 4)) {
      return files
          .filter(f -> f.endsWith("server.log") && f.toString().contains("/services/"))
          .filter(f -> site.isEmpty() || f.startsWith(folder.site(site)))
          .sorted()
          .toList();
    }
  }

  /** Every line names the service whose thread wrote it. */
  private void print(BufferedReader reader) throws IOException {
    String own = "\"service\":\"" + service + "\"";
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(own)) {
        System.out.println(line);
      }
    }
  }
}
