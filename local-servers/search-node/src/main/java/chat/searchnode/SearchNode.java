package chat.searchnode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs a cluster of one node on 127.0.0.1 until it is told to end by TERM.
 *
 * <p>Arguments: name of the cluster, HTTP port, transport port, folder. As soon as its indices can
 * be used, one line {@code NODE <name> 127.0.0.1:<HTTP port> READY} is printed. Nobody is asked for
 * a password.
 */
public final class SearchNode extends Node {

  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          PainlessPlugin.class,
          MapperExtrasPlugin.class,
          FlattenedName.class);

  private static final TimeValue RECOVERY_LIMIT = TimeValue.timeValueSeconds(60);

  private SearchNode(Environment environment) {
    super(environment, PLUGINS, true);
  }

  /** Ends with exit code 1 when a port is taken, or the folder in use by another node. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 4) {
      System.err.println("usage: <name> <HTTP port> <transport port> <folder>");
      System.exit(2);
    }
    try {
      start(args[0], args[1], args[2], Path.of(args[3]).toAbsolutePath());
      System.out.printf("NODE %s 127.0.0.1:%s READY%n", args[0], args[1]);
      System.out.flush();
    } catch (IOException | NodeValidationException | RuntimeException | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
    // the engine's own threads are daemons
    new CountDownLatch(1).await();
  }

  private static void start(String name, String http, String transport, Path folder)
      throws IOException, NodeValidationException {
    Settings settings =
        Settings.builder()
            .put("cluster.name", name)
            .put("path.home", folder.toString())
            .put("path.data", folder.resolve("data").toString())
            .put("path.logs", folder.resolve("logs").toString())
            .put("network.host", "127.0.0.1")
            .put("http.port", http)
            .put("transport.port", transport)
            .put("discovery.type", "single-node")
            // a disk that is nearly full makes indices read-only: not on a developer's machine
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Path config = Files.createDirectories(folder.resolve("config"));
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> name);
    SearchNode node = new SearchNode(environment);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "search-node-stop"));
    node.start();
    // never green: the templates ask for replicas, for which there is no second node
    var health =
        node.client()
            .admin()
            .cluster()
            .prepareHealth()
            .setWaitForYellowStatus()
            .setTimeout(RECOVERY_LIMIT)
            .get();
    if (health.isTimedOut()) {
      throw new IllegalStateException("the indices cannot be used: " + health);
    }
  }

  private static void stop(SearchNode node) {
    try {
      node.close();
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
