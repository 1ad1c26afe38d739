package chat.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stretch of the way to a server that can be cut. New connections pass at once. */
final class Cable implements AutoCloseable {

  private final ServerSocket entrance;
  private final String host;
  private final int serverPort;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  Cable(String host, int serverPort) throws IOException {
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.host = host;
    this.serverPort = serverPort;
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Breaks the connections that stand. */
  void cut() {
    sockets.forEach(Cable::end);
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        Socket far = new Socket(host, serverPort);
        sockets.addAll(List.of(near, far));
        Thread.startVirtualThread(() -> carry(near, far));
        Thread.startVirtualThread(() -> carry(far, near));
      } catch (IOException _) {
        // closed, or the server is away
      }
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // cut
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
