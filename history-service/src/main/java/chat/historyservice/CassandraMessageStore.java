package chat.historyservice;

import chat.model.Bytes;
import chat.model.StoredMessage;
import chat.stores.CassandraConnection;
import chat.stores.Statements;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Messages in {@code messages_by_room}, {@code thread_messages_by_room} and {@code messages_by_id}
 * (06 §8).
 *
 * <p>One read is one page of the server, of just as many rows as are wanted: what the driver would
 * fetch ahead has no place in a cursor. Page states are the server's raw bytes, since another
 * instance, of another fleet maybe, goes on with a statement of its own.
 */
final class CassandraMessageStore implements MessageStore {
  private static final String FIND =
      "SELECT " + MessageRows.ID_COLUMNS + " FROM messages_by_id WHERE message_id = ? LIMIT 1";

  private static final String FIND_ALL =
      "SELECT " + MessageRows.ID_COLUMNS + " FROM messages_by_id WHERE message_id IN ?";
  private static final String REPLIES =
      "SELECT "
          + MessageRows.THREAD_COLUMNS
          + " FROM thread_messages_by_room"
          + " WHERE room_id = :room_id AND bucket = :bucket AND thread_room_id = :thread_room_id";
  private static final String FROM = " AND (created_at, message_id) >= (:from_time, :from_id)";
  private static final String BEFORE = " AND (created_at, message_id) < (:before_time, :before_id)";

  private final Statements statements;
  private final PreparedStatement find;
  private final PreparedStatement findAll;
  private final PreparedStatement replies;
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
    statements = new Statements(cassandra.session());
    find = statements.prepare(FIND);
    findAll = statements.prepare(FIND_ALL);
    replies = statements.prepare(REPLIES);
    newestFirst = reads("DESC");
    oldestFirst = reads("ASC");
  }

  private Reads reads(String direction) {
    return new Reads(
        prepare("", direction),
        prepare(FROM, direction),
        prepare(BEFORE, direction),
        prepare(FROM + BEFORE, direction));
  }

  private PreparedStatement prepare(String bounds, String direction) {
    return statements.prepare(
        "SELECT %s FROM messages_by_room WHERE room_id = :room_id AND bucket = :bucket%s ORDER BY created_at %s"
            .formatted(MessageRows.ROOM_COLUMNS, bounds, direction));
  }

  @Override
  public Optional<StoredMessage> find(String messageId) throws InterruptedException {
    Row row = statements.execute(find.bind(messageId)).one();
    return Optional.ofNullable(row).map(MessageRows::of);
  }

  @Override
  public List<StoredMessage> findAll(Collection<String> messageIds) throws InterruptedException {
    List<StoredMessage> messages = new ArrayList<>();
    statements
        .execute(findAll.bind(List.copyOf(messageIds)))
        .currentPage()
        .forEach(row -> messages.add(MessageRows.of(row)));
    return messages;
  }

  @Override
  public Slice read(BucketRead read) throws InterruptedException {
    BoundStatementBuilder values =
        (read.listing().isThread() ? replies(read) : ofRoom(read))
            .setString("room_id", read.listing().roomId())
            .setLong("bucket", read.bucket())
            .setPageSize(read.size());
    if (!read.state().isEmpty()) {
      values = values.setPagingState(ByteBuffer.wrap(read.state().toArray()));
    }
    return slice(statements.execute(values.build()));
  }

  private BoundStatementBuilder replies(BucketRead read) {
    if (read.from() != null || read.before() != null || read.order() == Order.OLDEST_FIRST) {
      throw new IllegalArgumentException("threads are read as a whole, newest first");
    }
    return replies
        .boundStatementBuilder()
        .setString("thread_room_id", read.listing().threadRoomId());
  }

  private BoundStatementBuilder ofRoom(BucketRead read) {
    Reads reads = read.order() == Order.NEWEST_FIRST ? newestFirst : oldestFirst;
    BoundStatementBuilder values = reads.of(read).boundStatementBuilder();
    Position from = read.from();
    if (from != null) {
      values = values.setInstant("from_time", from.time()).setString("from_id", from.messageId());
    }
    Position before = read.before();
    return before == null
        ? values
        : values
            .setInstant("before_time", before.time())
            .setString("before_id", before.messageId());
  }

  private static Slice slice(AsyncResultSet page) {
    List<StoredMessage> messages = new ArrayList<>();
    page.currentPage().forEach(row -> messages.add(MessageRows.of(row)));
    ByteBuffer state = page.getExecutionInfo().getPagingState();
    if (state == null) {
      return new Slice(messages, Bytes.EMPTY);
    }
    byte[] raw = new byte[state.remaining()];
    state.duplicate().get(raw);
    return new Slice(messages, Bytes.of(raw));
  }
}
