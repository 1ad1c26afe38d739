package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.MessageBuckets;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import chat.stores.CassandraVisibleReplies;
import chat.stores.VisibleReplies;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalServers
class CassandraReplyStoreIT extends ReplyStoreContract {
  private static final MessageBuckets BUCKETS = InMemoryReplyStore.BUCKETS;

  private static CassandraConnection cassandra;
  private static CqlSession session;
  private static MessageStore messages;
  private static ReplyStore store;

  @BeforeAll
  static void open(TestSite site) {
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    session = cassandra.session();
    messages = new CassandraMessageStore(cassandra, BUCKETS);
    store = new CassandraReplyStore(cassandra, BUCKETS);
  }

  @AfterAll
  static void close() {
    cassandra.close();
  }

  @Override
  ReplyStore store() {
    return store;
  }

  @Override
  MessageStore messages() {
    return messages;
  }

  @Override
  VisibleReplies visible() {
    return new CassandraVisibleReplies(cassandra, BUCKETS);
  }

  @Override
  StoredReply byId(String messageId) {
    Row row = session.execute("SELECT * FROM messages_by_id WHERE message_id = ?", messageId).one();
    return new StoredReply(
        StoredRow.of(row),
        row.getString("thread_room_id"),
        row.getString("thread_parent_id"),
        row.getInstant("thread_parent_created_at"));
  }

  @Override
  StoredReply inThread(String roomId, String threadId, Instant createdAt, String id) {
    Row row =
        session
            .execute(
                "SELECT * FROM thread_messages_by_room WHERE room_id = ? AND bucket = ? AND"
                    + " thread_room_id = ? AND created_at = ? AND message_id = ?",
                roomId,
                BUCKETS.of(createdAt),
                threadId,
                createdAt,
                id)
            .one();
    return row == null
        ? null
        : new StoredReply(
            StoredRow.of(row),
            row.getString("thread_room_id"),
            row.getString("thread_parent_id"),
            null);
  }

  @Override
  void delete(StoredReply reply) {
    Instant at = reply.row().createdAt();
    session.execute(
        SimpleStatement.newInstance(
            "UPDATE thread_messages_by_room SET deleted = true WHERE room_id = ? AND bucket = ? AND"
                + " thread_room_id = ? AND created_at = ? AND message_id = ?",
            reply.row().roomId(),
            BUCKETS.of(at),
            reply.threadId(),
            at,
            reply.row().messageId()));
  }

  @Override
  void edit(String messageId, String text) {
    session.execute(
        SimpleStatement.newInstance(
            "UPDATE messages_by_id SET msg = ? WHERE message_id = ? AND created_at = ?",
            text,
            messageId,
            byId(messageId).row().createdAt()));
  }

  @Test
  void traceOfAChangeWithoutAMessage_isNoParent() {
    session.execute(
        SimpleStatement.newInstance(
            "UPDATE messages_by_id SET deleted = true WHERE message_id = ? AND created_at = ?",
            "trace",
            Samples.AT));
    assertThat(store.parent("trace")).isEmpty();
  }

  @Test
  void ofTwoMessagesOfOneId_theNewerIsTheParent() {
    for (int i = 0; i < 2; i++) {
      var message =
          Samples.message(
              "twice",
              "u-112",
              "x",
              Samples.AT.plusSeconds(i),
              "",
              chat.model.Bytes.EMPTY,
              false,
              null);
      messages.save(new NewMessage(message, null, List.of(), "tokyo"));
    }
    assertThat(store.parent("twice").orElseThrow().createdAt())
        .isEqualTo(chat.model.Timestamps.toMillis(Samples.AT.plusSeconds(1)));
  }
}
