package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Bytes;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import chat.runtime.Secret;
import chat.stores.CassandraConfig;
import chat.stores.CassandraConnection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalServers
class CassandraMessageStoreIT extends MessageStoreContract {
  private static CassandraConnection cassandra;
  private static MessageStore store;
  private static MessageTables tables;

  @BeforeAll
  static void open(TestSite site) {
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
    // a keyspace of another generation
    cassandra.session().execute("ALTER TABLE messages_by_room ADD target_user text");
    store = new CassandraMessageStore(cassandra);
    tables = new MessageTables(cassandra.session(), BUCKETS);
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
  void insert(StoredMessage message) {
    tables.insert(message);
  }

  @Override
  void insertReply(StoredMessage message) {
    tables.insertReply(message);
  }

  @Test
  void bareRow_readsAsZeroValues() throws Exception {
    Instant at = Instant.parse("2026-01-31T12:00:00Z");
    cassandra
        .session()
        .execute(
            "INSERT INTO messages_by_room (room_id, bucket, created_at, message_id) VALUES ('bare',"
                + " ?, ?, 'bare1')",
            BUCKETS.of(at),
            at);
    StoredMessage bare =
        store
            .read(
                new BucketRead(
                    Listing.ofRoom("bare"),
                    BUCKETS.of(at),
                    Order.NEWEST_FIRST,
                    null,
                    null,
                    9,
                    Bytes.EMPTY))
            .messages()
            .getFirst();
    assertThat(bare.sender()).isEqualTo(new StoredParticipant("", "", "", "", "", false, ""));
    assertThat(bare.msg()).isEmpty();
    assertThat(bare.tcount()).isNull();
    assertThat(bare.updatedAt()).isNull();
    assertThat(bare.reactions()).isEmpty();
    assertThat(bare.mentions()).isEmpty();
  }

  @Test
  void pinnedFields_areOfTheTableOfIdsAlone() throws Exception {
    Instant at = Instant.parse("2026-01-31T13:00:00Z");
    insert(Samples.full("pinned", "pinned1", at, false));
    assertThat(store.find("pinned1").orElseThrow().pinnedBy()).isEqualTo(Samples.KENJI);
    StoredMessage listed =
        store
            .read(
                new BucketRead(
                    Listing.ofRoom("pinned"),
                    BUCKETS.of(at),
                    Order.NEWEST_FIRST,
                    null,
                    null,
                    9,
                    Bytes.EMPTY))
            .messages()
            .getFirst();
    assertThat(listed.pinnedBy()).isNull();
    assertThat(listed.pinnedAt()).isNull();
    assertThat(listed.card())
        .isEqualTo(new chat.model.Card("tmpl", Bytes.of(new byte[] {'{', '}'})));
  }
}
