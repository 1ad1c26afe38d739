package chat.stores;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session with the site's Cassandra (contract 01b §11.1), shared by all threads. Table names in
 * statements are those of its keyspace.
 */
public final class CassandraConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CassandraConnection.class);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int PAGE_SIZE = 5000;

  private final CqlSession session;

  private CassandraConnection(CqlSession session) {
    this.session = session;
  }

  /**
   * Connects to the first node that answers and finds the others.
   *
   * @throws com.datastax.oss.driver.api.core.DriverException when none answers, or the keyspace is
   *     absent; nothing stays open
   */
  public static CassandraConnection open(CassandraConfig config) {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .addContactPoints(config.hosts().stream().map(CassandraHost::resolve).toList())
            .withKeyspace(CqlIdentifier.fromInternal(config.keyspace()))
            .withConfigLoader(settings(config));
    if (!config.username().isEmpty() && !config.password().isEmpty()) {
      builder.withAuthCredentials(config.username(), config.password().value());
    }
    CassandraConnection connection = new CassandraConnection(builder.build());
    log.atInfo()
        .addKeyValue("hosts", config.hosts())
        .addKeyValue("keyspace", config.keyspace())
        .log("connected to Cassandra");
    return connection;
  }

  private static DriverConfigLoader settings(CassandraConfig config) {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, ConsistencyLevel.LOCAL_QUORUM.name())
        // conditional writes: one level for every fleet on the tables (contract 09 §1.5)
        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, ConsistencyLevel.SERIAL.name())
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_TIMEOUT)
        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, PAGE_SIZE)
        .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, config.connectionsPerHost())
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, REQUEST_TIMEOUT)
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, REQUEST_TIMEOUT)
        // no variable names the data centre: it is that of the node that answers
        .withString(
            DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, "DcInferringLoadBalancingPolicy")
        .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
        // small: the tables of one keyspace, a few threads; several services share a JVM
        .withStringList(
            DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(config.keyspace()))
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        .withInt(DefaultDriverOption.SESSION_LEAK_THRESHOLD, 0)
        .build();
  }

  /** The session; its keyspace is the site's. */
  public CqlSession session() {
    return session;
  }

  /**
   * Waits for an answer of a node.
   *
   * @throws com.datastax.oss.driver.api.core.DriverException when there is none
   */
  public void ping() {
    session.execute("SELECT key FROM system.local");
  }

  /** Closes all connections; a failure is only logged. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("error", e.toString()).log("close Cassandra session");
    }
  }
}
