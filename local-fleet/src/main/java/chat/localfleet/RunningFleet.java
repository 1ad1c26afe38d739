package chat.localfleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fleet of this checkout, for commands that work on one that is up. */
public final class RunningFleet {
  private RunningFleet() {}

  /**
   * What runs, with the readiness of this moment.
   *
   * @throws FleetException when nothing runs
   */
  public static FleetStatus status() {
    FleetFolder folder = FleetFolder.of(Main.checkout());
    try {
      if (folder.holder().isEmpty()) {
        throw new FleetException("not up; ./chat up --detach starts the fleet");
      }
      if (!Files.exists(folder.status())) {
        throw new FleetException("starting, or stopping; see " + folder.log());
      }
      return StatusFile.read(folder.status());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Another fleet, whose {@code status --json} stands in the file; this checkout's when the path is
   * empty.
   *
   * @throws FleetException when nothing runs here
   */
  public static FleetStatus orElse(Path file) throws IOException {
    return file.toString().isEmpty() ? status() : StatusFile.read(Main.given(file));
  }

  /**
   * One site of it.
   *
   * @throws FleetException when nothing runs, or no such site
   */
  public static FleetStatus.Site site(String siteId) {
    return status().sites().stream()
        .filter(site -> site.id().equals(siteId))
        .findFirst()
        .orElseThrow(() -> new FleetException("no site " + siteId));
  }
}
