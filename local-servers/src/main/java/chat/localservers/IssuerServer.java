package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenID Connect issuer with a login form. It makes its signing key at every start and
 * forgets who was logged in.
 */
public final class IssuerServer implements AutoCloseable {

  /** The one client that it knows, a public one; also the audience of its tokens. */
  public static final String CLIENT_ID = "nats-chat";

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path java;
  private final Path jar;
  private final Path folder;
  private final Path people;
  private final String password;
  private final KeptPorts ports;
  private @Nullable ServerProcess process;

  /**
   * A server that is not started yet.
   *
   * @param javaHome of a JDK 25
   * @param jar from {@link Checkout#issuerNode()}
   * @param people a JSON list of {@code {account, email, name, description, deptid, deptname}}
   * @param password everybody's
   */
  public IssuerServer(Path javaHome, Path jar, Path folder, Path people, String password)
      throws IOException {
    java = javaHome.resolve("bin/java");
    this.jar = jar.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
    this.people = people.toAbsolutePath();
    this.password = password;
    ports = new KeptPorts(1);
  }

  /** {@code OIDC_ISSUER_URL}. */
  public String url() {
    return "http://" + HOST + ":" + ports.get(0);
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  /** 0 while it does not run. */
  public long pid() {
    return process != null && process.alive() ? process.pid() : 0;
  }

  /** Returns when it listens; the port of the first start is kept. */
  public void start() throws IOException, InterruptedException {
    ports.start(
        () -> {
          var setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
          var started =
              ServerProcess.start(
                  folder, setpriv.bound(command()), Map.of("ISSUER_PASSWORD", password));
          // Printed by this very process after it bound the port: no stranger can be meant.
          var ready = "NODE issuer %s:%d READY".formatted(HOST, ports.get(0));
          started.awaitLine(Pattern.compile(Pattern.quote(ready)), LIMIT);
          process = started;
        });
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xms16m", "-Xmx64m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar.toString(), String.valueOf(ports.get(0))));
    command.add(people.toString());
    return command;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
