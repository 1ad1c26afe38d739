package chat.localfleet;

import chat.localservers.OperatorKeys;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A person's credentials with the permissions of contract 12 §6, signed with the local account key.
 */
@Command(name = "login", description = "a credentials file for a person")
final class LoginCommand implements Callable<Integer> {
  private static final Duration LIFE = Duration.ofHours(8);

  @Parameters(paramLabel = "ACCOUNT")
  private String account = "";

  @Option(names = "--out", description = "write to this file instead of the output")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!account.matches("[^\\s.*>]+")) {
      throw new FleetException("an account is one subject token: no '.', '*', '>' and no blanks");
    }
    FleetFolder folder = FleetFolder.of(Main.checkout());
    if (!Files.isDirectory(folder.keys())) {
      throw new FleetException("no keys yet; ./chat up --detach makes them");
    }
    NKey user = NKey.createUser(null);
    String token =
        new OperatorKeys(folder.keys())
            .userToken(new String(user.getPublicKey()), account, Clock.systemUTC().instant(), LIFE);
    String credentials =
        String.format(JwtUtils.NATS_USER_JWT_FORMAT, token, new String(user.getSeed()));
    if (out.toString().isEmpty()) {
      System.out.println(credentials);
    } else {
      write(Main.given(out), credentials);
    }
    return 0;
  }

  private static void write(Path out, String credentials) throws Exception {
    Files.deleteIfExists(out);
    Files.createFile(
        out, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(out, credentials);
    System.out.println("wrote " + out);
  }
}
