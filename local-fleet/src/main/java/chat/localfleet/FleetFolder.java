package chat.localfleet;

import chat.localservers.Checkout;
import chat.localservers.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a checkout's fleet keeps its data: {@code .data/fleet}.
 *
 * <pre>
 * keys/                 operator, account and credentials (readable by the owner only)
 * fleet.pid, fleet.log  the process that holds the fleet
 * status.json           what {@code ./chat status --json} prints, as of the last change
 * sites/SITE/           nats, valkey, mongo, cassandra, services
 * </pre>
 */
record FleetFolder(Path root) {
  static FleetFolder of(Checkout checkout) {
    return new FleetFolder(checkout.root().resolve(".data/fleet"));
  }

  Path keys() {
    return root.resolve("keys");
  }

  Path holderMark() {
    return root.resolve("fleet.pid");
  }

  Path log() {
    return root.resolve("fleet.log");
  }

  Path status() {
    return root.resolve("status.json");
  }

  Path sites() {
    return root.resolve("sites");
  }

  Path site(String siteId) {
    return sites().resolve(siteId);
  }

  /** Of one JVM with services in it. */
  Path services(String siteId, String jvm) {
    return site(siteId).resolve("services").resolve(jvm);
  }

  /** The process that holds the fleet, when it runs. */
  Optional<ProcessHandle> holder() throws IOException {
    return Files.exists(holderMark())
        ? ProcessMark.read(holderMark()).flatMap(ProcessMark::find)
        : Optional.empty();
  }
}
