package chat.localservers;

import chat.localservers.ServerStartException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server in a process of its own. It is owned through its process handle: never looked up by
 * name or port. In its folder lie {@code server.log} (appended to) and, while it runs, {@code
 * server.pid}.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(25);

  /**
   * All children are started by this one thread. It never ends: Linux sends the parent-death signal
   * when the thread that made the child ends, not only when the process does.
   */
  private static final ExecutorService LAUNCHER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("server-launcher").factory());

  private final Process process;
  private final Path log;
  private final long logStart;
  private final Path pidFile;

  private ServerProcess(Process process, Path log, long logStart, Path pidFile) {
    this.process = process;
    this.log = log;
    this.logStart = logStart;
    this.pidFile = pidFile;
  }

  /**
   * Starts the command in the folder, which is made when it is absent.
   *
   * @param environment added to that of this process
   * @throws IllegalStateException when the process of the folder's pid file still runs
   */
  public static ServerProcess start(
      Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path pidFile = folder.resolve("server.pid");
    var running = ProcessMark.read(pidFile).flatMap(ProcessMark::find);
    if (running.isPresent()) {
      throw new IllegalStateException(
          "the server in " + folder + " already runs, as process " + running.get().pid());
    }
    Path log = folder.resolve("server.log");
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = launch(builder);
    process.getOutputStream().close();
    ProcessMark.of(process.toHandle()).write(pidFile);
    return new ServerProcess(process, log, logStart, pidFile);
  }

  private static Process launch(ProcessBuilder builder) throws IOException, InterruptedException {
    try {
      return LAUNCHER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + builder.command().getFirst(), e.getCause());
    }
  }

  /** Waits for a line that this start, not an earlier one, wrote to the log. */
  public Matcher awaitLine(Pattern line, Duration limit) throws InterruptedException {
    Matcher[] found = new Matcher[1];
    awaitReady(
        () -> {
          found[0] = line.matcher(output());
          return found[0].find();
        },
        limit);
    return found[0];
  }

  /**
   * Returns once the check is true. In every other case the process is stopped first.
   *
   * @throws ServerStartException the process ended, a stranger answered, or the time is over
   */
  public void awaitReady(ReadyCheck check, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!answers(check)) {
        if (!process.isAlive()) {
          throw new ServerStartException(
              Reason.ENDED, "the server ended with exit code " + process.exitValue() + see());
        }
        if (System.nanoTime() > end) {
          throw new ServerStartException(
              Reason.NOT_READY,
              "the server was not ready within " + limit.toSeconds() + " s" + see());
        }
        Thread.sleep(POLL);
      }
    } catch (RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private boolean answers(ReadyCheck check) {
    try {
      return check.ready() && process.isAlive();
    } catch (IOException _) { // not yet
      return false;
    }
  }

  private String see() {
    return ", see " + log;
  }

  /** What this start wrote to the log so far. */
  public String output() throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(file.length() - logStart)];
      file.seek(logStart);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** KILL, for crash tests; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    forget();
  }

  /** TERM, and KILL for a process that is still there after 40 s. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException _) {
      // a stale pid file is harmless: its start time no longer matches
    }
  }
}
