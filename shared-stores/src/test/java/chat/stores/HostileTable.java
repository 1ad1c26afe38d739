package chat.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service answers to hostile input, as a text file with a line {@code where | body | answer}
 * for each case; {@code #} begins a comment. Stand-ins: {@code <site>} for the site of the test,
 * {@code <mib>} for as many characters as a message of a mebibyte can hold, {@code <big>} for as
 * many as fit into one in base64, {@code <empty>} for nothing; in answers {@code <many>} for what
 * is left of either. With {@code -Dhostile.update=true} the answers of the file are written anew,
 * to be looked at before they are kept.
 */
public final class HostileTable {
  private static final boolean UPDATE = Boolean.getBoolean("hostile.update");
  private static final Pattern LONG = Pattern.compile("x{100,}");
  private static final String BAR = " | ";

  /** Leaves room for headers. */
  private static final String MIB = "x".repeat((1 << 20) - 1024);

  private static final String BIG = "x".repeat(700_000);

  private final Path file;
  private final Map<Integer, String> given = new ConcurrentHashMap<>();

  /**
   * One line.
   *
   * @param answer as in the file, with stand-ins
   */
  public record Line(int number, String where, String body, String answer) {
    public String where(String siteId) {
      return fill(where, siteId);
    }

    public String body(String siteId) {
      return fill(body, siteId);
    }

    private static String fill(String text, String siteId) {
      return text.equals("<empty>")
          ? ""
          : text.replace("<site>", siteId).replace("<mib>", MIB).replace("<big>", BIG);
    }

    @Override
    public String toString() {
      return where + " " + body;
    }
  }

  /**
   * @param file below the module's folder
   */
  public HostileTable(String file) {
    this.file = Path.of(file);
  }

  public Stream<Line> lines() throws IOException {
    List<String> all = Files.readAllLines(file);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String[] cells = all.get(i).split(" \\| ", -1);
      if (!all.get(i).startsWith("#") && !all.get(i).isBlank()) {
        lines.add(new Line(i, cells[0], cells[1], cells.length > 2 ? cells[2] : ""));
      }
    }
    return lines.stream();
  }

  /** An echo of what was sent need not stand in the file in full, and may have been cut. */
  private static String shortened(String answer, String siteId) {
    return LONG.matcher(answer).replaceAll("<many>").replace(siteId, "<site>");
  }

  /** Whether the answer is the file's; true for every answer that is to be written there. */
  public boolean agrees(Line line, String answer, String siteId) {
    if (UPDATE) {
      given.put(line.number(), shortened(answer, siteId));
      return true;
    }
    return shortened(answer, siteId).equals(line.answer());
  }

  /** To be called at the end. */
  public void update() throws IOException {
    if (!UPDATE) {
      return;
    }
    List<String> all = new ArrayList<>(Files.readAllLines(file));
    for (Line line : lines().toList()) {
      all.set(line.number(), String.join(BAR, line.where(), line.body(), given.get(line.number())));
    }
    Files.writeString(file, String.join("\n", all) + "\n", UTF_8);
  }
}
