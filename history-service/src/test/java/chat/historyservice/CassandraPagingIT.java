package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Bytes;
import chat.model.StoredMessage;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.CassandraReplyCounts;
import chat.stores.CassandraVisibleReplies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three instances, each with its own connection and its own prepared statements. */
@LocalServers
class CassandraPagingIT extends PagingContract {
  private static final List<CassandraConnection> CONNECTIONS = new ArrayList<>();
  private static final List<Tables> INSTANCES = new ArrayList<>();
  private static CassandraConfig config;
  private static MessageTables tables;

  @BeforeAll
  static void open(TestSite site) {
    config =
        new CassandraConfig(
            List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1);
    for (int i = 0; i < 3; i++) {
      CassandraConnection connection = CassandraConnection.open(config);
      CONNECTIONS.add(connection);
      INSTANCES.add(instance(connection));
    }
    tables = new MessageTables(CONNECTIONS.getFirst().session(), HistoryWorld.BUCKETS);
  }

  @AfterAll
  static void close() {
    CONNECTIONS.forEach(CassandraConnection::close);
  }

  private static Tables instance(CassandraConnection connection) {
    return new Tables(
        new CassandraMessageStore(connection),
        new CassandraMessageChanges(connection, HistoryWorld.BUCKETS),
        HistoryWorld.counting(
            new CassandraReplyCounts(connection, HistoryWorld.BUCKETS),
            new CassandraVisibleReplies(connection, HistoryWorld.BUCKETS)));
  }

  @Override
  Tables any(Random random) {
    return INSTANCES.get(random.nextInt(INSTANCES.size()));
  }

  @Override
  int enough() {
    return 60;
  }

  @Override
  void insert(StoredMessage message) {
    tables.insert(message);
  }

  @Override
  void insertReply(StoredMessage message) {
    tables.insertReply(message);
  }

  /** The state of a page is all that there is: the process that gave it may be gone. */
  @Test
  void statesOfPages_surviveARestartAfterEachPage() throws Exception {
    List<String> wanted = IntStream.range(0, 25).mapToObj("restart%02d"::formatted).toList();
    for (int i = 0; i < wanted.size(); i++) {
      insert(
          Samples.plain(
              "restarts",
              wanted.get(i),
              HistoryWorld.NOW.minus(Duration.ofMinutes(100)).plusSeconds(i / 2)));
    }
    List<String> found = new ArrayList<>();
    Bytes state = Bytes.EMPTY;
    do {
      try (CassandraConnection connection = CassandraConnection.open(config)) {
        Slice slice =
            new CassandraMessageStore(connection)
                .read(
                    new BucketRead(
                        Listing.ofRoom("restarts"),
                        HistoryWorld.BUCKETS.of(HistoryWorld.NOW.minus(Duration.ofMinutes(100))),
                        Order.OLDEST_FIRST,
                        null,
                        null,
                        7,
                        state));
        found.addAll(HistoryWorld.ids(slice.messages()));
        state = slice.state();
      }
    } while (!state.isEmpty());
    assertThat(found).isEqualTo(wanted);
  }
}
