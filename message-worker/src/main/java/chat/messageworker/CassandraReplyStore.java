package chat.messageworker;

import chat.model.Message;
import chat.model.MessageBuckets;
import chat.stores.CassandraConnection;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Objects;
import java.util.Optional;

/**
 * Replies in {@code messages_by_id} and {@code thread_messages_by_room} (partition: room and time
 * window, then the thread), and the stamps of their parents (06 §9.2–9.5).
 */
final class CassandraReplyStore implements ReplyStore {
  private static final String BY_ID =
      """
      INSERT INTO messages_by_id (message_id, created_at, room_id, thread_room_id,
        thread_parent_id, thread_parent_created_at, sender, msg, site_id, updated_at, mentions,
        type, sys_msg_data, tshow, quoted_parent_message)
      VALUES (:message_id, :created_at, :room_id, :thread_room_id,
        :thread_parent_id, :thread_parent_created_at, :sender, :msg, :site_id, :updated_at,
        :mentions, :type, :sys_msg_data, :tshow, :quoted_parent_message)
      """;
  private static final String INTO_THREAD =
      """
      INSERT INTO thread_messages_by_room (room_id, bucket, thread_room_id, created_at, message_id,
        thread_parent_id, sender, msg, site_id, updated_at, mentions, type, sys_msg_data,
        quoted_parent_message)
      VALUES (:room_id, :bucket, :thread_room_id, :created_at, :message_id,
        :thread_parent_id, :sender, :msg, :site_id, :updated_at, :mentions, :type, :sys_msg_data,
        :quoted_parent_message)
      """;
  private static final String PARENT =
      """
      SELECT room_id, created_at, sender, thread_room_id FROM messages_by_id
      WHERE message_id = :message_id LIMIT 1
      """;
  private static final String OF_ID =
      " WHERE message_id = :message_id AND created_at = :created_at";
  private static final String OF_ROOM = OF_ID + " AND room_id = :room_id AND bucket = :bucket";
  private static final String STAMP = " SET thread_room_id = :thread_room_id";
  private static final String THREAD = "thread_room_id";

  private final CqlSession session;
  private final MessageColumns columns;
  private final MessageBuckets buckets;
  private final PreparedStatement byId;
  private final PreparedStatement intoThread;
  private final PreparedStatement parent;
  private final PreparedStatement saved;
  private final PreparedStatement stampInRoom;
  private final PreparedStatement setStampById;
  private final PreparedStatement setStampInRoom;

  CassandraReplyStore(CassandraConnection cassandra, MessageBuckets buckets) {
    this.session = cassandra.session();
    this.columns = new MessageColumns(MessageUdts.of(session));
    this.buckets = buckets;
    this.byId = session.prepare(BY_ID);
    this.intoThread = session.prepare(INTO_THREAD);
    this.parent = session.prepare(PARENT);
    this.saved = session.prepare("SELECT message_id FROM messages_by_id" + OF_ID);
    this.stampInRoom = session.prepare("SELECT thread_room_id FROM messages_by_room" + OF_ROOM);
    // on condition: an update alone would make a row where there is none
    this.setStampById = session.prepare("UPDATE messages_by_id" + STAMP + OF_ID + " IF EXISTS");
    this.setStampInRoom =
        session.prepare("UPDATE messages_by_room" + STAMP + OF_ROOM + " IF EXISTS");
  }

  @Override
  public Optional<ThreadParent> parent(String messageId) {
    Row row =
        session
            .execute(parent.boundStatementBuilder().setString("message_id", messageId).build())
            .one();
    // a row without a room is the trace of an edit or deletion of something that is not there
    return row == null || row.isNull("room_id")
        ? Optional.empty()
        : Optional.of(
            new ThreadParent(
                messageId,
                text(row, "room_id"),
                Objects.requireNonNull(
                    row.getInstant("created_at"), "created_at is part of the key"),
                MessageUdts.readParticipant(row.getUdtValue("sender")),
                text(row, THREAD)));
  }

  @Override
  public boolean isSaved(Message reply) {
    return session
            .execute(
                saved
                    .boundStatementBuilder()
                    .setString("message_id", reply.id())
                    .setInstant("created_at", reply.createdAt())
                    .build())
            .one()
        != null;
  }

  @Override
  public void save(NewReply reply) {
    Message content = reply.content().message();
    BoundStatementBuilder id = inThread(byId, reply).setBoolean("tshow", content.tshow());
    if (reply.parentCreatedAt() != null) {
      id = id.setInstant("thread_parent_created_at", reply.parentCreatedAt());
    }
    BoundStatement thread =
        inThread(intoThread, reply).setLong("bucket", buckets.of(content.createdAt())).build();
    session.execute(MessageColumns.batch(content.createdAt(), id.build(), thread));
  }

  private BoundStatementBuilder inThread(PreparedStatement statement, NewReply reply) {
    return columns
        .bound(statement, reply.content())
        .setString(THREAD, reply.threadId())
        .setString("thread_parent_id", reply.content().message().threadParentMessageId());
  }

  @Override
  public Optional<String> stampInRoom(ThreadParent of) {
    Row row = session.execute(inRoom(stampInRoom, of).build()).one();
    return Optional.ofNullable(row).map(stored -> text(stored, THREAD));
  }

  @Override
  public boolean stampById(ThreadParent of, String threadId) {
    return session
        .execute(keyed(setStampById, of).setString(THREAD, threadId).build())
        .wasApplied();
  }

  @Override
  public boolean stampInRoom(ThreadParent of, String threadId) {
    return session
        .execute(inRoom(setStampInRoom, of).setString(THREAD, threadId).build())
        .wasApplied();
  }

  private BoundStatementBuilder inRoom(PreparedStatement statement, ThreadParent of) {
    return keyed(statement, of)
        .setString("room_id", of.roomId())
        .setLong("bucket", buckets.of(of.createdAt()));
  }

  private static BoundStatementBuilder keyed(PreparedStatement statement, ThreadParent of) {
    return statement
        .boundStatementBuilder()
        .setString("message_id", of.messageId())
        .setInstant("created_at", of.createdAt());
  }

  private static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
