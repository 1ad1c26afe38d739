package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.stores.CassandraConnection;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages in Cassandra (02 §6.3): table {@code messages_by_id}, newest first. */
final class CassandraMessageStore implements MessageStore {
  private static final String SELECT =
      "SELECT room_id, created_at, sender.account FROM messages_by_id WHERE message_id = ? LIMIT 1";

  /** Cassandra refuses to look for a key of more bytes than it can store. */
  private static final int LONGEST_KEY = 0xFFFF;

  private final CqlSession session;
  private final PreparedStatement select;

  CassandraMessageStore(CassandraConnection cassandra) {
    session = cassandra.session();
    select = session.prepare(SELECT);
  }

  @Override
  public Optional<SentMessage> find(String messageId) {
    if (messageId.getBytes(UTF_8).length > LONGEST_KEY) {
      return Optional.empty();
    }
    Row row = session.execute(select.bind(messageId)).one();
    return row == null ? Optional.empty() : Optional.of(read(row));
  }

  private static SentMessage read(Row row) {
    Instant createdAt = row.getInstant(1); // never null: it is part of the key
    return new SentMessage(
        text(row.getString(0)),
        createdAt == null ? Instant.EPOCH : createdAt,
        text(row.getString(2)));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
