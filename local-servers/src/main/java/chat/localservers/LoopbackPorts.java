package chat.localservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports on 127.0.0.1. They lie below the ranges from which Linux and macOS take the
 * local ports of outgoing connections: such a connection would otherwise sit on the port of a
 * server that is about to be restarted.
 */
public final class LoopbackPorts {

  private static final int FIRST = 15_000;
  private static final int AFTER_LAST = 32_000;
  private static final int TRIES_PER_PORT = 200;

  private LoopbackPorts() {}

  /** All are held until the last one is known, so they differ. */
  public static List<Integer> free(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    Set<Integer> tried = new HashSet<>();
    try {
      while (held.size() < count) {
        if (tried.size() > count * TRIES_PER_PORT) {
          throw new IOException("no " + count + " free ports from " + FIRST + " to " + AFTER_LAST);
        }
        int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
        if (tried.add(port)) {
          hold(port, held);
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static void hold(int port, List<ServerSocket> held) {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException _) {
      // taken
    }
  }
}
