package chat.stores;

import chat.runtime.EnvReader;
import chat.runtime.Secret;
import java.util.List;

/**
 * How a service reaches its site's Cassandra (contract 01b §11.1, §19).
 *
 * @param hosts names or addresses, each with or without a port
 * @param username used only together with {@code password}; empty = no authentication
 * @param password empty = no authentication
 * @param connectionsPerHost at least 1
 */
public record CassandraConfig(
    List<String> hosts, String keyspace, String username, Secret password, int connectionsPerHost) {
  private static final String HOSTS = "CASSANDRA_HOSTS";
  private static final String HOSTS_MEANING = "Cassandra nodes host[:port], comma separated";
  private static final int DEFAULT_CONNECTIONS = 8;

  /** Copies the list; a number of connections below 1 means the default. */
  public CassandraConfig {
    hosts = List.copyOf(hosts);
    connectionsPerHost = connectionsPerHost < 1 ? DEFAULT_CONNECTIONS : connectionsPerHost;
  }

  /** For a service where {@code CASSANDRA_HOSTS} must be given. */
  public static CassandraConfig required(EnvReader env) {
    return rest(env, env.requiredList(HOSTS, HOSTS_MEANING));
  }

  /** For a service that expects Cassandra on its own machine when nothing is said. */
  public static CassandraConfig localByDefault(EnvReader env) {
    List<String> hosts = env.list(HOSTS, "localhost", HOSTS_MEANING);
    env.check(!hosts.isEmpty(), HOSTS + " names no entry: " + HOSTS_MEANING);
    return rest(env, hosts);
  }

  private static CassandraConfig rest(EnvReader env, List<String> hosts) {
    for (String host : hosts) {
      env.check(CassandraHost.isHost(host), HOSTS + " must hold host[:port] entries");
    }
    return new CassandraConfig(
        hosts,
        env.text("CASSANDRA_KEYSPACE", "chat", "Cassandra keyspace"),
        env.text(
            "CASSANDRA_USERNAME",
            "",
            "Cassandra user; counts only together with CASSANDRA_PASSWORD"),
        env.secret("CASSANDRA_PASSWORD", "password of CASSANDRA_USERNAME"),
        env.integer(
            "CASSANDRA_NUM_CONNS", DEFAULT_CONNECTIONS, "connections to each node; below 1 = 8"));
  }
}
