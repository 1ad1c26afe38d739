package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The checkout under test, and the servers and JDKs of this machine. */
final class ThisMachine {

  static final Checkout CHECKOUT =
      new Checkout(Path.of(System.getProperty("chat.root", ".."))); // failsafe sets it

  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final ServerBinaries BINARIES = new ServerBinaries(ENVIRONMENT, CHECKOUT);

  private ThisMachine() {}

  static ServerBinary nats() throws IOException, InterruptedException {
    return BINARIES.natsServer();
  }

  static ServerBinary valkey() throws IOException, InterruptedException {
    return BINARIES.valkeyServer();
  }

  static JavaHomes javaHomes() {
    return new JavaHomes(ENVIRONMENT);
  }
}
