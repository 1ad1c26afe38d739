package chat.mongonode;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/**
 * Runs one server on 127.0.0.1 until it is told to end by TERM.
 *
 * <p>Arguments: name of the node, port (0 = any free one), data file (absent = data is kept in
 * memory only). As soon as the port is bound, one line {@code NODE <name> 127.0.0.1:<port> READY}
 * is printed. Whoever started the process takes the port from there, so that no other process can
 * slip in between choosing and binding it.
 */
public final class MongoNode {

  /** Acknowledged writes of this many milliseconds are lost when the process is killed. */
  private static final int COMMIT_DELAY_MILLIS = 100;

  private MongoNode() {}

  /** Ends with exit code 1 when the port is taken or the file cannot be opened. */
  public static void main(String[] args) {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: <name> <port> [<data file>]");
      System.exit(2);
    }
    try {
      var store = args.length == 3 ? open(Path.of(args[2]).toAbsolutePath()) : MVStore.open(null);
      var server = new MongoServer(new IndexedBackend(store));
      server.bind("127.0.0.1", Integer.parseInt(args[1]));
      // also closes the store, without which the last writes are lost
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "mongo-node-stop"));
      System.out.printf(
          "NODE %s 127.0.0.1:%d READY%n", args[0], server.getLocalAddress().getPort());
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static MVStore open(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (Files.exists(file)) {
      // an open file only grows; the closed one can be rewritten in about a second for 100 MB
      MVStoreTool.compact(file.toString(), false);
    }
    MVStore store = new MVStore.Builder().fileName(file.toString()).open();
    store.setAutoCommitDelay(COMMIT_DELAY_MILLIS);
    return store;
  }
}
