package chat.historyservice;

import chat.model.Bytes;
import chat.model.StoredMessage;
import chat.stores.CassandraConnection;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Messages in {@code messages_by_room} and {@code messages_by_id} (06 §8).
 *
 * <p>One read is one page of the server, of just as many rows as are wanted: what the driver would
 * fetch ahead has no place in a cursor. Page states are the server's raw bytes, since another
 * instance, of another fleet maybe, goes on with a statement of its own.
 */
final class CassandraMessageStore implements MessageStore {
  private static final String FIND =
      "SELECT " + MessageRows.ID_COLUMNS + " FROM messages_by_id WHERE message_id = ? LIMIT 1";

  private final CqlSession session;
  private final PreparedStatement find;
  private final Reads newestFirst;
  private final Reads oldestFirst;

  /** The statements of one order, one for each pair of bounds. */
  private record Reads(
      PreparedStatement open,
      PreparedStatement from,
      PreparedStatement before,
      PreparedStatement between) {
    PreparedStatement of(BucketRead read) {
      if (read.from() == null) {
        return read.before() == null ? open : before;
      }
      return read.before() == null ? from : between;
    }
  }

  CassandraMessageStore(CassandraConnection cassandra) {
    session = cassandra.session();
    find = session.prepare(FIND);
    newestFirst = reads("DESC");
    oldestFirst = reads("ASC");
  }

  private Reads reads(String direction) {
    return new Reads(
        prepare("", direction),
        prepare(" AND created_at >= :from_time", direction),
        prepare(" AND created_at < :before_time", direction),
        prepare(" AND created_at >= :from_time AND created_at < :before_time", direction));
  }

  private PreparedStatement prepare(String bounds, String direction) {
    return session.prepare(
        "SELECT %s FROM messages_by_room WHERE room_id = :room_id AND bucket = :bucket%s ORDER BY created_at %s"
            .formatted(MessageRows.ROOM_COLUMNS, bounds, direction));
  }

  @Override
  public Optional<StoredMessage> find(String messageId) throws InterruptedException {
    Row row = execute(find.bind(messageId)).one();
    return Optional.ofNullable(row).map(MessageRows::ofId);
  }

  @Override
  public Slice read(BucketRead read) throws InterruptedException {
    Reads reads = read.order() == Order.NEWEST_FIRST ? newestFirst : oldestFirst;
    PreparedStatement statement = reads.of(read);
    BoundStatementBuilder values =
        statement
            .boundStatementBuilder()
            .setString("room_id", read.roomId())
            .setLong("bucket", read.bucket())
            .setPageSize(read.size());
    Instant from = read.from();
    if (from != null) {
      values = values.setInstant("from_time", from);
    }
    Instant before = read.before();
    if (before != null) {
      values = values.setInstant("before_time", before);
    }
    if (!read.state().isEmpty()) {
      values = values.setPagingState(ByteBuffer.wrap(read.state().toArray()));
    }
    return slice(execute(values.build()));
  }

  private static Slice slice(AsyncResultSet page) {
    List<StoredMessage> messages = new ArrayList<>();
    page.currentPage().forEach(row -> messages.add(MessageRows.ofRoom(row)));
    ByteBuffer state = page.getExecutionInfo().getPagingState();
    if (state == null) {
      return new Slice(messages, Bytes.EMPTY);
    }
    byte[] raw = new byte[state.remaining()];
    state.duplicate().get(raw);
    return new Slice(messages, Bytes.of(raw));
  }

  /** Unlike the driver's own blocking call, this one can be interrupted. */
  private AsyncResultSet execute(Statement<?> statement) throws InterruptedException {
    CompletableFuture<AsyncResultSet> result =
        session.executeAsync(statement).toCompletableFuture();
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("read messages", e.getCause());
    }
  }
}
