package chat.messageworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.MessageBuckets;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LocalServers
class CassandraMessageStoreIT extends MessageStoreContract {
  private static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);

  private static CassandraConnection cassandra;
  private static CqlSession session;
  private static MessageStore store;

  @BeforeAll
  static void open(TestSite site) {
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    session = cassandra.session();
    store = new CassandraMessageStore(cassandra, BUCKETS);
  }

  @AfterAll
  static void close() {
    cassandra.close();
  }

  @Override
  MessageStore store() {
    return store;
  }

  @Override
  StoredRow inRoom(String roomId, Instant createdAt, String messageId) {
    Row row =
        session
            .execute(
                "SELECT * FROM messages_by_room WHERE room_id = ? AND bucket = ? AND created_at = ?"
                    + " AND message_id = ?",
                roomId,
                BUCKETS.of(createdAt),
                createdAt,
                messageId)
            .one();
    return row == null ? null : StoredRow.of(row);
  }

  @Override
  StoredRow byId(String messageId) {
    return StoredRow.of(row(messageId));
  }

  private static Row row(String messageId) {
    return session.execute("SELECT * FROM messages_by_id WHERE message_id = ?", messageId).one();
  }

  @Override
  void edit(String messageId, String text, Instant at) {
    Row row = row(messageId);
    Instant createdAt = row.getInstant("created_at");
    // the driver writes it now, which is later than the message
    session.execute(
        SimpleStatement.newInstance(
            "UPDATE messages_by_id SET msg = ?, edited_at = ?, updated_at = ? WHERE message_id = ?"
                + " AND created_at = ?",
            text,
            at,
            at,
            messageId,
            createdAt));
    session.execute(
        SimpleStatement.newInstance(
            "UPDATE messages_by_room SET msg = ?, edited_at = ?, updated_at = ? WHERE room_id = ?"
                + " AND bucket = ? AND created_at = ? AND message_id = ?",
            text,
            at,
            at,
            row.getString("room_id"),
            BUCKETS.of(createdAt),
            createdAt,
            messageId));
  }

  @Test
  void emptyTextIsStored_absentValuesAreNot() {
    store.save(new NewMessage(Samples.plain("empty", ""), null, List.of(), ""));
    Row row = row("empty");
    assertThat(row.getString("msg")).isEmpty();
    assertThat(row.getString("type")).isEmpty();
    assertThat(row.getString("site_id")).isEmpty();
    assertThat(row.isNull("tshow")).isFalse();
    for (String absent :
        List.of(
            "sender",
            "mentions",
            "sys_msg_data",
            "quoted_parent_message",
            "thread_room_id",
            "tcount",
            "thread_parent_id",
            "thread_parent_created_at",
            "edited_at",
            "deleted")) {
      assertThat(row.isNull(absent)).as(absent).isTrue();
    }
  }

  @Test
  void writeTime_isThatOfTheMessage() {
    store.save(new NewMessage(Samples.plain("micros", "x"), null, List.of(), "tokyo"));
    for (String table : List.of("messages_by_id", "messages_by_room")) {
      Row row =
          session
              .execute(
                  "SELECT WRITETIME(msg) FROM "
                      + table
                      + " WHERE message_id = 'micros' ALLOW FILTERING")
              .one();
      assertThat(row.getLong(0)).isEqualTo(1770000067918273L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00.001Z",
        "1960-06-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2026-01-31T00:00:00Z",
        "2026-01-30T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z"
      })
  void everyTime_goesIntoItsBucket(String time) {
    Instant at = Instant.parse(time);
    String id = "bucket" + at.toEpochMilli();
    var message = Samples.message(id, "u-112", "x", at, "", chat.model.Bytes.EMPTY, false, null);
    store.save(new NewMessage(message, null, List.of(), "tokyo"));
    assertThat(inRoom("room1", at, id).createdAt()).isEqualTo(at);
  }
}
