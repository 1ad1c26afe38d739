package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How test JVMs find the process that holds the servers of their run.
 *
 * @param url of its requests, with a secret part, since any process of the machine could ask
 */
record HolderFile(ProcessMark process, String url) {

  private static final Pattern TEXT = Pattern.compile("(\\d+ \\d+)\\R(http://\\S+)\\R");
  private static final String NAME = "holder";

  /** Empty when the folder has none, or when its process is gone. */
  static Optional<HolderFile> read(Path folder) throws IOException {
    try {
      return parse(Files.readString(folder.resolve(NAME)))
          .filter(holder -> holder.process().find().isPresent());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Appears in one piece. */
  void write(Path folder) throws IOException {
    Path draft = Files.createTempFile(folder, NAME, ".new"); // readable by its owner only
    Files.writeString(draft, process + "\n" + url + "\n");
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static Optional<HolderFile> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? ProcessMark.parse(matcher.group(1)).map(mark -> new HolderFile(mark, matcher.group(2)))
        : Optional.empty();
  }
}
