package chat.stores;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the site's Valkey (contract 01b §12), shared by all threads: commands of many
 * callers travel on it without waiting for each other. Reconnects by itself. The server says
 * whether it is a cluster; the existing fleet knows clusters only, a plain server works here as
 * well.
 *
 * <p>A command is sent when it is called and answered by a future. A caller on a virtual thread
 * waits with {@link #await}; who has many commands sends all of them first.
 */
public final class ValkeyConnection implements AutoCloseable {

  /** Longest wait for the answer to one command. */
  public static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(ValkeyConnection.class);
  // with the ping's command timeout: 5 s in all
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(15);
  // lettuce's minimum; there is one connection a node, so more would idle
  private static final int THREADS = 2;

  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final StatefulConnection<String, String> connection;
  private final RedisClusterAsyncCommands<String, String> commands;

  private ValkeyConnection(
      ClientResources resources,
      AbstractRedisClient client,
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {
    this.resources = resources;
    this.client = client;
    this.connection = connection;
    this.commands = commands;
  }

  /**
   * Connects to the first seed that answers, and pings.
   *
   * @throws RedisException when none answers in time or the password is wrong; nothing stays open
   */
  public static ValkeyConnection open(ValkeyConfig config) {
    List<RedisURI> seeds = config.uris(COMMAND_TIMEOUT);
    ClientResources resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    try {
      ValkeyConnection single = openSingle(resources, seeds);
      if (!single.serverIsCluster()) {
        log.info("connected to Valkey, a single server");
        return single;
      }
      single.closeClient();
      ValkeyConnection cluster = openCluster(resources, seeds);
      log.info("connected to Valkey, a cluster");
      return cluster;
    } catch (RuntimeException e) {
      shutdown(resources);
      throw e;
    }
  }

  /** The commands that both kinds of server understand. */
  public RedisClusterAsyncCommands<String, String> commands() {
    return commands;
  }

  /** Whether the server is a cluster: keys used together must then share a slot. */
  public boolean isCluster() {
    return client instanceof RedisClusterClient;
  }

  /**
   * Waits for an answer.
   *
   * @throws RedisException what the server or the connection said; {@link ValkeyFaults} tells which
   */
  public <T> T await(Future<T> answer) {
    try {
      // the client ends commands after COMMAND_TIMEOUT by itself; the double is for its timer
      return answer.get(2 * COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisCommandInterruptedException(e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new RedisCommandTimeoutException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisException fault ? fault : new RedisException(e.getCause());
    }
  }

  /**
   * Asks for a sign of life.
   *
   * @throws RedisException when none comes
   */
  public void ping() {
    await(commands.ping());
  }

  @Override
  public void close() {
    closeClient();
    shutdown(resources);
  }

  private boolean serverIsCluster() {
    try {
      return await(commands.info("cluster")).contains("cluster_enabled:1");
    } catch (RuntimeException e) {
      closeClient();
      throw e;
    }
  }

  private void closeClient() {
    try {
      connection.close();
      client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
    } catch (RuntimeException e) {
      log.warn("closing the Valkey connection", e);
    }
  }

  private static ValkeyConnection openSingle(ClientResources resources, List<RedisURI> seeds) {
    RedisClient client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .socketOptions(socketOptions())
            .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
            .build());
    RedisConnectionException fault = new RedisConnectionException("no Valkey address given");
    for (RedisURI seed : seeds) {
      try {
        StatefulRedisConnection<String, String> connection = client.connect(seed);
        return new ValkeyConnection(resources, client, connection, connection.async()).pinged();
      } catch (RedisException e) {
        fault = new RedisConnectionException("no answer from Valkey at " + address(seed), e);
      }
    }
    client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
    throw fault;
  }

  private static ValkeyConnection openCluster(ClientResources resources, List<RedisURI> seeds) {
    RedisClusterClient client = RedisClusterClient.create(resources, seeds);
    client.setOptions(
        ClusterClientOptions.builder()
            .socketOptions(socketOptions())
            .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
            // beside the adaptive refreshes, which are all on by default
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                    .build())
            .build());
    try {
      StatefulRedisClusterConnection<String, String> connection = client.connect();
      return new ValkeyConnection(resources, client, connection, connection.async()).pinged();
    } catch (RedisException e) {
      client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
      throw e;
    }
  }

  private ValkeyConnection pinged() {
    ping();
    return this;
  }

  private static SocketOptions socketOptions() {
    return SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build();
  }

  private static String address(RedisURI seed) {
    return seed.getHost() + ":" + seed.getPort();
  }

  private static void shutdown(ClientResources resources) {
    resources.shutdown(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
