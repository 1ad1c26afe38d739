package chat.localfleet;

import chat.client.LoginRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Logs a person in at the running fleet: the organisation's login, auth-service, and a credentials
 * file with the permissions of contract 12 §6.
 */
@Command(name = "login", description = "log a person in, and print a credentials file")
final class LoginCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ACCOUNT")
  private String account = "";

  @Option(names = "--out", description = "write to this file instead of the output")
  private Path out = Path.of("");

  @Option(names = "--site", description = "whose auth-service to ask (default: the first)")
  private String site = "";

  @Option(names = "--sso", description = "print the token of the organisation's login instead")
  private boolean sso;

  @Override
  public Integer call() throws Exception {
    FleetFolder folder = FleetFolder.of(Main.checkout());
    if (folder.holder().isEmpty() || !Files.exists(folder.status())) {
      throw new FleetException("not up; ./chat up --detach starts the fleet");
    }
    String secret = logIn(chosen(StatusFile.read(folder.status())));
    if (out.toString().isEmpty()) {
      System.out.println(secret);
    } else {
      write(Main.given(out), secret);
    }
    return 0;
  }

  private FleetStatus.Site chosen(FleetStatus status) {
    return status.sites().stream()
        .filter(s -> site.isEmpty() || s.id().equals(site))
        .findFirst()
        .orElseThrow(() -> new FleetException("no site " + site));
  }

  private String logIn(FleetStatus.Site at) throws IOException, InterruptedException {
    try {
      return sso
          ? FleetLogins.ssoToken(at, account)
          : FleetLogins.logIn(at, account, Clock.systemUTC()).credentials();
    } catch (LoginRefusedException e) {
      throw new FleetException("auth-service of " + at.id() + " says: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new FleetException("no login at " + at.id() + ": " + e + "; see ./chat status", e);
    }
  }

  private static void write(Path out, String secret) throws Exception {
    Files.deleteIfExists(out);
    Files.createFile(
        out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(out, secret, StandardOpenOption.WRITE);
    System.out.println("wrote " + out);
  }
}
