package chat.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts commands through util-linux's {@code setpriv}: the kernel then sends TERM to the child
 * when its launcher ends, however it ends. Without {@code setpriv} (macOS) commands are left as
 * they are, and a launcher that is killed leaves its children behind.
 *
 * @param executable absent = not on this machine
 * @param capabilities effective capabilities of this process, as in {@code /proc/self/status}
 */
record Setpriv(Optional<Path> executable, long capabilities) {

  private static final long MAY_DROP_CAPABILITIES = 1L << 8; // CAP_SETPCAP
  private static final long MAY_LOCK_MEMORY = 1L << 14; // CAP_IPC_LOCK

  static Setpriv ofThisMachine(SearchPath path) {
    try {
      var status = Path.of("/proc/self/status");
      long capabilities = Files.exists(status) ? capabilities(Files.readString(status)) : 0;
      return new Setpriv(path.find("setpriv").findFirst(), capabilities);
    } catch (IOException _) {
      return new Setpriv(Optional.empty(), 0);
    }
  }

  static long capabilities(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("CapEff:"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
        .findFirst()
        .orElse(0L);
  }

  /** The command bound to the life of this process. */
  List<String> bound(List<String> command) {
    return wrap(command, List.of());
  }

  /** The same, and unable to lock its memory: Cassandra as root would pin its whole heap. */
  List<String> boundWithoutMemoryLock(List<String> command) {
    long needed = MAY_DROP_CAPABILITIES | MAY_LOCK_MEMORY;
    return (capabilities & needed) == needed
        ? wrap(command, List.of("--bounding-set", "-ipc_lock", "--inh-caps", "-ipc_lock"))
        : bound(command);
  }

  private List<String> wrap(List<String> command, List<String> options) {
    if (executable.isEmpty()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>();
    wrapped.add(executable.get().toString());
    wrapped.addAll(List.of("--pdeathsig", "TERM"));
    wrapped.addAll(options);
    wrapped.add("--");
    wrapped.addAll(command);
    return wrapped;
  }
}
