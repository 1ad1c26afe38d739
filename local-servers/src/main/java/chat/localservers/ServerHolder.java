package chat.localservers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The process that holds the servers of one Maven run, whose test JVMs come and go. A request
 * {@code GET <url>/<kind>/<number>} starts the server when it does not run yet, and answers its
 * address. The holder ends its servers and itself when the launcher of the run ends.
 */
public final class ServerHolder {

  private static final System.Logger LOG = System.getLogger(ServerHolder.class.getName());
  private static final int OK = 200;
  private static final int FAILED = 500;

  /** The address of a server, or why it could not be started: both are final for the run. */
  private record Answer(int status, String text) {}

  private final ServerSource source;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  ServerHolder(ServerSource source) {
    this.source = source;
  }

  /** Arguments: root of the checkout, folder of the run, pid and start of the launcher. */
  public static void main(String[] args) throws Exception {
    var checkout = new Checkout(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    var launcher =
        new ProcessMark(Long.parseLong(args[2]), Long.parseLong(args[3]))
            .find()
            .orElseThrow(() -> new IllegalStateException("the launcher is gone"));

    var source = source(checkout, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(source::close, "stop-servers"));
    String url = new ServerHolder(source).listen();
    new HolderFile(ProcessMark.of(ProcessHandle.current()), url).write(folder);

    launcher.onExit().join();
    System.exit(0);
  }

  private static ServerSource source(Checkout checkout, Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    var operator = LocalOperator.in(TestRun.operatorFolder(folder), Instant.now());
    if (DockerEngine.answers()) {
      return new ContainerServers(operator);
    }
    return new ProcessServers(checkout, folder, operator, System.getenv());
  }

  private String listen() throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    String path = "/" + UUID.randomUUID() + "/";
    http.createContext(path, exchange -> handle(path, exchange));
    http.start();
    return "http://127.0.0.1:" + http.getAddress().getPort() + path;
  }

  private void handle(String path, HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().getPath().substring(path.length());
      Answer answer = answers.computeIfAbsent(asked, this::answer);
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(String asked) {
    try {
      String[] words = asked.split("/", 2);
      var kind = ServerKind.valueOf(words[0].toUpperCase(Locale.ROOT));
      return new Answer(OK, source.address(kind, Integer.parseInt(words[1])));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "cannot start " + asked, e);
      return new Answer(FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer(FAILED, "interrupted");
    }
  }
}
