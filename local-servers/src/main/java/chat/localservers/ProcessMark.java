package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it is written to a pid file: the number alone may belong to somebody else by the
 * time it is read, so the start time stands beside it.
 *
 * @param startMillis milliseconds since 1970; 0 where the system does not tell
 */
public record ProcessMark(long pid, long startMillis) {

  /** Two JVMs may compute the start of one process a little differently. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), startOf(process));
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startOf(process) - startMillis) <= TOLERANCE.toMillis());
  }

  /** Empty when the file is absent or holds something else. */
  public static Optional<ProcessMark> read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, this + "\n");
  }

  static Optional<ProcessMark> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new ProcessMark(Long.parseLong(words[0]), Long.parseLong(words[1])))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** The form of the file: pid, blank, start. */
  @Override
  public String toString() {
    return pid + " " + startMillis;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
