package chat.localfleet;

import chat.localservers.Checkout;
import chat.localservers.IssuerServer;
import chat.localservers.JavaHomes;
import chat.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The login of the organisation whose sites the fleet plays: one issuer for all of them, which
 * knows the people of the sample data. All have one password, made for this checkout.
 */
final class FleetIssuer implements AutoCloseable {
  private static final int PASSWORD_BYTES = 18;

  private final IssuerServer server;
  private final Path people;
  private final List<String> sites;

  FleetIssuer(FleetFolder folder, Checkout checkout, JavaHomes javas, List<String> sites)
      throws IOException {
    this.people = folder.issuer().resolve("people.json");
    this.sites = List.copyOf(sites);
    this.server =
        new IssuerServer(
            javas.forServices(),
            checkout.issuerNode(),
            folder.issuer(),
            people,
            madePassword(folder.peoplePassword()));
  }

  void start(Progress progress) throws IOException, InterruptedException {
    Files.createDirectories(people.toAbsolutePath().getParent());
    Files.write(people, Json.write(SampleData.logins(sites)));
    server.start();
    progress.line("", "issuer", server.url());
  }

  String url() {
    return server.url();
  }

  boolean alive() {
    return server.alive();
  }

  void restart() throws IOException, InterruptedException {
    server.start();
  }

  private static String madePassword(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          Base64.getUrlEncoder().withoutPadding().encodeToString(random),
          StandardOpenOption.WRITE);
    }
    return Files.readString(file).strip();
  }

  @Override
  public void close() {
    server.close();
  }
}
