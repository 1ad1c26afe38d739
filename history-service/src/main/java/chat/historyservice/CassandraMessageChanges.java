package chat.historyservice;

import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import chat.model.SystemMessageType;
import chat.stores.CassandraConnection;
import chat.stores.Statements;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes in the message tables (06 §8). In {@code messages_by_id} they are conditional: the room
 * is compared since a condition on {@code deleted} alone also holds for a row that is not there.
 * The copies are looked at first and then written plainly: nothing ever removes a row, and plain
 * writes of one partition do not wait for each other.
 */
final class CassandraMessageChanges implements MessageChanges {
  private static final String OF_ID =
      " WHERE message_id = :message_id AND created_at = :created_at";
  private static final String IF_THERE = " IF deleted != true AND room_id = :room_id";
  private static final String TEXT = " SET msg = :msg, edited_at = :edited, updated_at = :updated";
  private static final String DELETED = " SET deleted = true, updated_at = :updated";
  private static final String MARKED =
      DELETED + ", type = '" + SystemMessageType.MESSAGE_REMOVED + "'";

  private final Statements statements;
  private final MessageBuckets buckets;
  private final Writes byId;
  private final PreparedStatement updatedAt;
  private final Copies inRoom;
  private final Copies inThread;
  private final Copies pinned;

  /** The changes of one table. */
  private record Writes(
      PreparedStatement edit, PreparedStatement delete, PreparedStatement deleteParent) {
    PreparedStatement of(Deletion deletion) {
      return deletion.hadReplies() ? deleteParent : delete;
    }
  }

  /** A look at one table, and its changes. */
  private record Copies(PreparedStatement look, Writes writes) {}

  CassandraMessageChanges(CassandraConnection cassandra, MessageBuckets buckets) {
    this.statements = new Statements(cassandra.session());
    this.buckets = buckets;
    byId = writes("messages_by_id", OF_ID + IF_THERE);
    updatedAt = statements.prepare("SELECT updated_at FROM messages_by_id" + OF_ID);
    inRoom = copies("messages_by_room", " AND bucket = :bucket");
    inThread =
        copies(
            "thread_messages_by_room",
            " AND bucket = :bucket AND thread_room_id = :thread_room_id");
    pinned = copies("pinned_messages_by_room", "");
  }

  private Copies copies(String table, String moreOfTheKey) {
    String row = OF_ID + " AND room_id = :room_id" + moreOfTheKey;
    return new Copies(statements.prepare("SELECT deleted FROM " + table + row), writes(table, row));
  }

  private Writes writes(String table, String row) {
    String update = "UPDATE " + table;
    return new Writes(
        statements.prepare(update + TEXT + row),
        statements.prepare(update + DELETED + row),
        statements.prepare(update + MARKED + row));
  }

  @Override
  public Outcome edit(StoredMessage message, String text, Instant at) throws InterruptedException {
    return decide(withText(keyed(byId.edit(), message), text, at));
  }

  @Override
  public Outcome delete(StoredMessage message, Deletion deletion) throws InterruptedException {
    return decide(keyed(byId.of(deletion), message).setInstant("updated", deletion.at()));
  }

  private static BoundStatementBuilder keyed(PreparedStatement statement, StoredMessage message) {
    return statement
        .boundStatementBuilder()
        .setString("room_id", message.roomId())
        .setString("message_id", message.messageId())
        .setInstant("created_at", message.createdAt());
  }

  private static BoundStatementBuilder withText(
      BoundStatementBuilder values, String text, Instant at) {
    return values.setString("msg", text).setInstant("edited", at).setInstant("updated", at);
  }

  /** A refusal tells the columns of its condition, and none where there is no row. */
  private Outcome decide(BoundStatementBuilder change) throws InterruptedException {
    AsyncResultSet result = statements.execute(change.build());
    if (result.wasApplied()) {
      return new Outcome.Applied();
    }
    Row row = result.one();
    return row != null
            && row.getColumnDefinitions().contains("deleted")
            && row.getBoolean("deleted")
        ? new Outcome.Deleted()
        : new Outcome.Missing();
  }

  @Override
  public @Nullable Instant updatedAt(StoredMessage message) throws InterruptedException {
    Row row =
        statements
            .execute(
                updatedAt
                    .boundStatementBuilder()
                    .setString("message_id", message.messageId())
                    .setInstant("created_at", message.createdAt())
                    .build())
            .one();
    if (row == null) {
      throw new IllegalStateException("message is gone");
    }
    return row.getInstant("updated_at");
  }

  @Override
  public CopyState state(CopyPlace place) throws InterruptedException {
    Row row = statements.execute(keyed(copies(place).look(), place).build()).one();
    if (row == null) {
      return CopyState.ABSENT;
    }
    return row.getBoolean("deleted") ? CopyState.DELETED : CopyState.PRESENT;
  }

  @Override
  public void edit(CopyPlace place, String text, Instant at) throws InterruptedException {
    statements.execute(withText(keyed(copies(place).writes().edit(), place), text, at).build());
  }

  @Override
  public void delete(CopyPlace place, Deletion deletion) throws InterruptedException {
    statements.execute(
        keyed(copies(place).writes().of(deletion), place)
            .setInstant("updated", deletion.at())
            .build());
  }

  private Copies copies(CopyPlace place) {
    return switch (place) {
      case CopyPlace.InRoom _ -> inRoom;
      case CopyPlace.InThread _ -> inThread;
      case CopyPlace.Pinned _ -> pinned;
    };
  }

  private BoundStatementBuilder keyed(PreparedStatement statement, CopyPlace place) {
    BoundStatementBuilder values = statement.boundStatementBuilder();
    return switch (place) {
      case CopyPlace.InRoom(var roomId, var createdAt, var id) ->
          keyed(values, roomId, createdAt, id).setLong("bucket", buckets.of(createdAt));
      case CopyPlace.InThread(var roomId, var thread, var createdAt, var id) ->
          keyed(values, roomId, createdAt, id)
              .setLong("bucket", buckets.of(createdAt))
              .setString("thread_room_id", thread);
      case CopyPlace.Pinned(var roomId, var pinnedAt, var id) ->
          keyed(values, roomId, pinnedAt, id);
    };
  }

  private static BoundStatementBuilder keyed(
      BoundStatementBuilder values, String roomId, Instant at, String id) {
    return values
        .setString("room_id", roomId)
        .setInstant("created_at", at)
        .setString("message_id", id);
  }
}
