package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.MessageChanges.Deletion;
import chat.historyservice.MessageChanges.Outcome;
import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.StoredMessage;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.CassandraReplyCounts;
import chat.stores.ReplyCounts;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@LocalServers
class CassandraMessageChangesIT {
  private static CassandraConnection cassandra;
  private static MessageTables tables;

  @BeforeAll
  static void open(TestSite site) {
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    tables = new MessageTables(cassandra.session(), MessageChangesContract.BUCKETS);
  }

  @AfterAll
  static void close() {
    cassandra.close();
  }

  private static MessageChanges cassandraChanges() {
    return new CassandraMessageChanges(cassandra, MessageChangesContract.BUCKETS);
  }

  @Nested
  class Changes extends MessageChangesContract {
    private final MessageChanges changes = cassandraChanges();

    @Override
    MessageChanges changes() {
      return changes;
    }

    @Override
    MessageStore store() {
      return new CassandraMessageStore(cassandra);
    }

    @Override
    void insert(StoredMessage message) {
      tables.insert(message);
      if (message.pinnedAt() != null) {
        tables.insertPinned(message);
      }
    }

    @Override
    void insertReply(StoredMessage message) {
      tables.insertReply(message);
    }

    @Override
    String pinned(CopyPlace.Pinned place) {
      Row row =
          cassandra
              .session()
              .execute(
                  "SELECT msg, deleted, type FROM pinned_messages_by_room WHERE room_id = ? AND"
                      + " created_at = ? AND message_id = ?",
                  place.roomId(),
                  place.pinnedAt(),
                  place.messageId())
              .one();
      return row.getString("msg")
          + "|"
          + row.getBoolean("deleted")
          + "|"
          + (row.isNull("type") ? "" : row.getString("type"));
    }
  }

  @Nested
  class Counts extends ReplyCountsContract {
    private final ReplyCounts counts =
        new CassandraReplyCounts(cassandra, MessageChangesContract.BUCKETS);

    @Override
    ReplyCounts counts() {
      return counts;
    }

    @Override
    void insert(StoredMessage message) {
      tables.insert(message);
    }
  }

  @Test
  void ofParallelDeletions_oneSucceeds() throws Exception {
    Instant at = MessageChangesContract.AT;
    StoredMessage message = Samples.plain("room1", "parallel", at);
    tables.insert(message);
    MessageChanges changes = cassandraChanges();
    List<Future<Outcome>> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 8; i++) {
        var deletion = new Deletion(at.plusSeconds(i), false);
        Callable<Outcome> delete = () -> changes.delete(message, deletion);
        outcomes.add(threads.submit(delete));
      }
    }
    long applied = 0;
    for (Future<Outcome> outcome : outcomes) {
      applied += outcome.get() instanceof Outcome.Applied ? 1 : 0;
    }
    assertThat(applied).isEqualTo(1);
  }
}
