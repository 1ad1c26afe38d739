package chat.stores;

import chat.model.MessageBuckets;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tcount} of {@code messages_by_id} and {@code messages_by_room}, changed by comparing
 * (contract 06 §9.3, 09 §14.2): services of every fleet count together.
 */
public final class CassandraReplyCounts implements ReplyCounts {
  private static final String OF_ID =
      " WHERE message_id = :message_id AND created_at = :created_at";
  private static final String OF_ROOM = OF_ID + " AND room_id = :room_id AND bucket = :bucket";

  private final Statements statements;
  private final MessageBuckets buckets;
  private final Counting byId;
  private final Counting byRoom;

  private record Counting(PreparedStatement read, PreparedStatement replace) {}

  /** Counts in tables of these windows. */
  public CassandraReplyCounts(CassandraConnection cassandra, MessageBuckets buckets) {
    this.statements = new Statements(cassandra.session());
    this.buckets = buckets;
    byId = counting("messages_by_id", OF_ID);
    byRoom = counting("messages_by_room", OF_ROOM);
  }

  private Counting counting(String table, String row) {
    return new Counting(
        statements.prepare("SELECT tcount FROM " + table + row),
        statements.prepare("UPDATE " + table + " SET tcount = :next" + row + " IF tcount = :now"));
  }

  @Override
  public Optional<Count> read(Table table, Counted message) throws InterruptedException {
    Row row = statements.execute(keyed(of(table).read(), table, message).build()).one();
    return row == null ? Optional.empty() : Optional.of(new Count(replies(row)));
  }

  @Override
  public Optional<Count> replace(Table table, Counted message, @Nullable Integer current, int next)
      throws InterruptedException {
    BoundStatementBuilder values = keyed(of(table).replace(), table, message).setInt("next", next);
    values = current == null ? values.setToNull("now") : values.setInt("now", current);
    AsyncResultSet result = statements.execute(values.build());
    return result.wasApplied() ? Optional.empty() : Optional.of(new Count(replies(result.one())));
  }

  private Counting of(Table table) {
    return table == Table.BY_ID ? byId : byRoom;
  }

  private BoundStatementBuilder keyed(PreparedStatement statement, Table table, Counted message) {
    BoundStatementBuilder values =
        statement
            .boundStatementBuilder()
            .setString("message_id", message.messageId())
            .setInstant("created_at", message.createdAt());
    return table == Table.BY_ID
        ? values
        : values
            .setString("room_id", message.roomId())
            .setLong("bucket", buckets.of(message.createdAt()));
  }

  /** A row that has vanished counts nothing. */
  private static @Nullable Integer replies(@Nullable Row row) {
    return row == null || !row.getColumnDefinitions().contains("tcount") || row.isNull("tcount")
        ? null
        : Integer.valueOf(row.getInt("tcount"));
  }
}
