package chat.localfleet.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Differences that are meant, each with its row in docs/differences.md. A line of the file: the
 * case and the path as regular expressions and the row, separated by tabs.
 */
final class KnownDifferences {
  private record Known(Pattern test, Pattern path, String row) {}

  private final List<Known> known;

  private KnownDifferences(List<Known> known) {
    this.known = known;
  }

  /**
   * @throws IOException also when a line names a row that the document does not have
   */
  static KnownDifferences read(Path file, Path document) throws IOException {
    String rows = Files.readString(document);
    List<Known> known = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\t", -1);
      if (parts.length != 3 || !rows.contains("| " + parts[2] + " |")) {
        throw new IOException("%s: no row of %s in: %s".formatted(file, document, line));
      }
      known.add(new Known(Pattern.compile(parts[0]), Pattern.compile(parts[1]), parts[2]));
    }
    return new KnownDifferences(known);
  }

  /** The row that a difference of the case belongs to. */
  Optional<String> rowOf(String test, TraceDifference difference) {
    return known.stream()
        .filter(k -> k.test.matcher(test).find() && k.path.matcher(difference.path()).find())
        .map(Known::row)
        .findFirst();
  }
}
