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
 * keys/                 operator, account, credentials, everybody's password (readable by the owner only)
 * fleet.pid, fleet.log  the process that holds the fleet
 * status.json           what {@code ./chat status --json} prints, as of the last change
 * issuer/               the organisation's login
 * sites/SITE/           nats, valkey, mongo, cassandra, services
 * </pre>
 */
record FleetFolder(Path root) {
  /** Beside the account seed. */
  static final String PEOPLE_PASSWORD = "people.password";

  static FleetFolder of(Checkout checkout) {
    return new FleetFolder(checkout.root().resolve(".data/fleet"));
  }

  Path keys() {
    return root.resolve("keys");
  }

  /** What everybody logs in with at the issuer. */
  Path peoplePassword() {
    return keys().resolve(PEOPLE_PASSWORD);
  }

  Path issuer() {
    return root.resolve("issuer");
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
