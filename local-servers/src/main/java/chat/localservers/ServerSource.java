package chat.localservers;

import java.io.IOException;

/** Where the servers of a test run come from. Each is started when it is first asked for. */
interface ServerSource extends AutoCloseable {

  /**
   * The address of a server that is ready.
   *
   * @param number from 1: NATS servers of different numbers are different sites that are joined,
   *     servers of the other kinds know nothing of each other
   */
  String address(ServerKind kind, int number) throws IOException, InterruptedException;

  /** The JetStream domain of the NATS server with the number. */
  static String domain(int number) {
    return "site" + number;
  }

  /** Ends all servers. */
  @Override
  void close();
}
