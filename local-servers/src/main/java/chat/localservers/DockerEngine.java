package chat.localservers;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether containers can be had on this machine. */
final class DockerEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private DockerEngine() {}

  /** The command alone says nothing: an engine has to answer it. */
  static boolean answers() throws InterruptedException {
    return answers("docker");
  }

  static boolean answers(String command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command, "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException _) { // there is no such command
      return false;
    }
  }
}
