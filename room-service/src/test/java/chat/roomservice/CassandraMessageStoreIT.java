package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.roomservice.MessageStore.SentMessage;
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

  @BeforeAll
  static void connect(TestSite site) {
    cassandra =
        CassandraConnection.open(
            new CassandraConfig(
                List.of(site.cassandraHosts()), site.cassandraKeyspace(), "", new Secret(""), 1));
  }

  @AfterAll
  static void close() {
    cassandra.close();
  }

  @Override
  MessageStore storeOf(Documents site) {
    site.messages.forEach(CassandraMessageStoreIT::insert);
    return new CassandraMessageStore(cassandra);
  }

  /** Columns without a value are left out, as where nobody wrote them. */
  private static void insert(String id, SentMessage message) {
    if (message.roomId().isEmpty()) {
      cassandra
          .session()
          .execute(
              "INSERT INTO messages_by_id (message_id, created_at) VALUES (?, ?)",
              id,
              message.createdAt());
      return;
    }
    cassandra
        .session()
        .execute(
            "INSERT INTO messages_by_id (message_id, created_at, room_id, sender)"
                + " VALUES (?, ?, ?, {account: '"
                + message.sender()
                + "'})",
            id,
            message.createdAt(),
            message.roomId());
  }

  @Test
  void find_givesTheNewestOfSeveral() {
    Instant now = Instant.parse("2026-02-01T09:00:00Z");
    insert("twice", new SentMessage("r1", now, "dora"));
    insert("twice", new SentMessage("r2", now.plusSeconds(1), "erin"));

    assertThat(new CassandraMessageStore(cassandra).find("twice"))
        .contains(new SentMessage("r2", now.plusSeconds(1), "erin"));
  }
}
