package chat.localfleet;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/**
 * Stops the fleet by TERM to the process that holds it; services go before servers, the data stays.
 */
@Command(name = "down", description = "stop the fleet; the data stays")
final class DownCommand implements Callable<Integer> {
  private static final int LIMIT_SECONDS = 120;

  @Override
  public Integer call() throws Exception {
    System.out.println(
        stop(FleetFolder.of(Main.checkout())) ? "stopped" : "not up: nothing to stop");
    return 0;
  }

  /** False when nothing ran. */
  static boolean stop(FleetFolder folder) throws IOException, InterruptedException {
    var holder = folder.holder();
    if (holder.isEmpty()) {
      return false;
    }
    holder.get().destroy();
    try {
      holder.get().onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new FleetException(
          "process %d does not end, see %s".formatted(holder.get().pid(), folder.log()), e);
    }
    return true;
  }
}
