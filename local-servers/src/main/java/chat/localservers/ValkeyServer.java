package chat.localservers;

import chat.localservers.ServerStartException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Valkey server: a cluster of one node, as the services expect it, or a standalone one. */
public final class ValkeyServer implements AutoCloseable {

  /** How the server runs, and what it forgets. */
  public enum Mode {
    CLUSTER,
    STANDALONE
  }

  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 3000;

  private final ServerBinary binary;
  private final Path folder;
  private final Mode mode;
  private final boolean durable;
  private final KeptPorts ports;
  private @Nullable ServerProcess process;

  /**
   * A server that is not started yet.
   *
   * @param binary from {@link ServerBinaries#valkeyServer()}
   * @param durable keeps an append-only file; otherwise everything is gone after a restart
   */
  public ValkeyServer(ServerBinary binary, Path folder, Mode mode, boolean durable)
      throws IOException {
    this(binary, folder, mode, durable, new KeptPorts(2));
  }

  ValkeyServer(ServerBinary binary, Path folder, Mode mode, boolean durable, KeptPorts ports) {
    this.binary = binary;
    this.folder = folder.toAbsolutePath();
    this.mode = mode;
    this.durable = durable;
    this.ports = ports;
  }

  /** host:port, {@code VALKEY_ADDR}. */
  public String address() {
    return HOST + ":" + ports.get(0);
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  /** Returns when it serves all slots; the ports of the first start are kept. */
  public void start() throws IOException, InterruptedException {
    ports.start(
        () -> {
          var setpriv = Setpriv.ofThisMachine(SearchPath.of(System.getenv()));
          var started = ServerProcess.start(folder, setpriv.bound(command()), binary.environment());
          started.awaitReady(() -> ready(started.pid()), LIMIT);
          process = started;
        });
  }

  List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(binary.executable().toString(), "--bind", HOST, "--dir", folder.toString()));
    command.addAll(List.of("--port", String.valueOf(ports.get(0)), "--save", ""));
    command.addAll(List.of("--appendonly", durable ? "yes" : "no"));
    if (mode == Mode.CLUSTER) {
      command.addAll(List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "5000"));
      // by default 10000 above the port, which need not be a port at all
      command.addAll(List.of("--cluster-port", String.valueOf(ports.get(1))));
      command.addAll(List.of("--cluster-config-file", folder.resolve("nodes.conf").toString()));
    }
    return command;
  }

  private boolean ready(long pid) throws IOException {
    String info = ask("INFO server");
    if (info.startsWith("-LOADING")) {
      return false;
    }
    if (!info.contains("process_id:" + pid + "\r\n")) {
      throw new ServerStartException(
          Reason.STRANGER, address() + " is answered by another server than process " + pid);
    }
    return mode == Mode.STANDALONE || clusterReady();
  }

  private boolean clusterReady() throws IOException {
    String info = ask("CLUSTER INFO");
    if (!info.contains("cluster_slots_assigned:16384")) {
      // at the first start, and whenever nodes.conf was lost
      ask("CLUSTER ADDSLOTSRANGE 0 16383");
      return false;
    }
    return info.contains("cluster_state:ok");
  }

  /**
   * Sends one inline command; a bulk reply is returned as its text, any other as its first line.
   */
  private String ask(String command) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(0)), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = reader.readLine();
      if (first == null) {
        throw new IOException("connection closed");
      }
      return first.startsWith("$") ? bulk(reader, Integer.parseInt(first.substring(1))) : first;
    }
  }

  private static String bulk(BufferedReader reader, int length) throws IOException {
    char[] text = new char[length];
    for (int read = 0; read < length; ) {
      int more = reader.read(text, read, length - read);
      if (more < 0) {
        throw new IOException("connection closed");
      }
      read += more;
    }
    return new String(text);
  }

  /** KILL, for crash tests. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
