package chat.localfleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

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
