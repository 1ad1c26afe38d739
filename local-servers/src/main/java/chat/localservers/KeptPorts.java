package chat.localservers;

import chat.localservers.ServerStartException.Reason;
import java.io.IOException;
import java.util.List;

/**
 * The ports of one server. Between choosing and binding them another process may be quicker, so the
 * first start is tried with others when the server ends or a stranger answers; from then on they
 * stay, because clients know them.
 */
final class KeptPorts {

  private static final int ATTEMPTS = 3;

  /** Starts the server on the ports as they are now. */
  @FunctionalInterface
  interface Start {
    void run() throws IOException, InterruptedException;
  }

  private List<Integer> ports;
  private boolean inUse;

  KeptPorts(int count) throws IOException {
    this(LoopbackPorts.free(count));
  }

  KeptPorts(List<Integer> first) {
    ports = List.copyOf(first);
  }

  int get(int index) {
    return ports.get(index);
  }

  void start(Start start) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        start.run();
        inUse = true;
        return;
      } catch (ServerStartException e) {
        if (inUse || attempt == ATTEMPTS || e.reason() == Reason.NOT_READY) {
          throw e;
        }
        ports = LoopbackPorts.free(ports.size());
      }
    }
  }
}
