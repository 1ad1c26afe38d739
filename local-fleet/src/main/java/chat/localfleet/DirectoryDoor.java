package chat.localfleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Leads each connection to the first of two ports on which somebody listens, and passes on what
 * either side sends, as it is.
 */
final class DirectoryDoor implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final ServerSocket door;
  private final int first;
  private final int otherwise;

  DirectoryDoor(int first, int otherwise) throws IOException {
    this.door = new ServerSocket(0, 0, HERE);
    this.first = first;
    this.otherwise = otherwise;
    Thread.ofVirtual().name("directory-door").start(this::open);
  }

  int port() {
    return door.getLocalPort();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> lead(caller));
      } catch (IOException e) {
        // closed, or one connection that came to nothing
      }
    }
  }

  private void lead(Socket caller) {
    try (caller;
        Socket called = call()) {
      Thread back = Thread.ofVirtual().start(() -> pass(called, caller));
      pass(caller, called);
      back.join();
    } catch (IOException e) {
      // nobody listens any more: the caller sees its connection end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket call() throws IOException {
    try {
      return new Socket(HERE, first);
    } catch (IOException e) {
      return new Socket(HERE, otherwise);
    }
  }

  /** Ends when one side has said all; the other side is told so. */
  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // ended already
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // closed already
    }
  }
}
