package chat.messageworker;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.MessageBuckets;
import chat.model.QuotedParentMessage;
import chat.stores.CassandraConnection;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Messages in {@code messages_by_room} (partition: room and time window) and {@code
 * messages_by_id}: one unlogged batch, since both inserts are idempotent and a half-done one is
 * repaired by the next delivery (06 §9.1).
 *
 * <p>The write time is the message's own: an edit, a deletion or a stamp always comes later, and no
 * late repetition of the insert undoes it. Values that are absent are left unset, which leaves no
 * tombstones.
 */
final class CassandraMessageStore implements MessageStore {
  private static final String INTO_ROOM =
      """
      INSERT INTO messages_by_room (room_id, bucket, created_at, message_id, sender, msg, site_id,
        updated_at, mentions, type, sys_msg_data, tshow, quoted_parent_message)
      VALUES (:room_id, :bucket, :created_at, :message_id, :sender, :msg, :site_id,
        :updated_at, :mentions, :type, :sys_msg_data, :tshow, :quoted_parent_message)
      """;
  private static final String BY_ID =
      """
      INSERT INTO messages_by_id (message_id, created_at, room_id, sender, msg, site_id,
        updated_at, mentions, type, sys_msg_data, tshow, quoted_parent_message)
      VALUES (:message_id, :created_at, :room_id, :sender, :msg, :site_id,
        :updated_at, :mentions, :type, :sys_msg_data, :tshow, :quoted_parent_message)
      """;

  private final CqlSession session;
  private final MessageUdts udts;
  private final MessageBuckets buckets;
  private final PreparedStatement intoRoom;
  private final PreparedStatement byId;

  CassandraMessageStore(CassandraConnection cassandra, MessageBuckets buckets) {
    this.session = cassandra.session();
    this.udts = MessageUdts.of(session);
    this.buckets = buckets;
    this.intoRoom = session.prepare(INTO_ROOM);
    this.byId = session.prepare(BY_ID);
  }

  @Override
  public void save(NewMessage message) {
    Instant createdAt = message.message().createdAt();
    BoundStatement room = bound(intoRoom, message).setLong("bucket", buckets.of(createdAt)).build();
    BoundStatement id = bound(byId, message).build();
    session.execute(
        BatchStatement.newInstance(BatchType.UNLOGGED, room, id)
            .setQueryTimestamp(micros(createdAt))
            .setIdempotent(true));
  }

  private BoundStatementBuilder bound(PreparedStatement statement, NewMessage message) {
    Message content = message.message();
    BoundStatementBuilder values =
        statement
            .boundStatementBuilder()
            .setString("room_id", content.roomId())
            .setInstant("created_at", content.createdAt())
            .setString("message_id", content.id())
            .setString("msg", content.content())
            .setString("site_id", message.siteId())
            .setInstant("updated_at", content.createdAt())
            .setString("type", content.type())
            .setBoolean("tshow", content.tshow());
    if (message.sender() != null) {
      values = values.setUdtValue("sender", udts.write(message.sender()));
    }
    Set<UdtValue> mentions = udts.write(message.mentions());
    if (mentions != null) {
      values = values.setSet("mentions", mentions, UdtValue.class);
    }
    Bytes data = content.sysMsgData();
    if (!data.isEmpty()) {
      values = values.setByteBuffer("sys_msg_data", ByteBuffer.wrap(data.toArray()));
    }
    QuotedParentMessage quote = content.quotedParentMessage();
    return quote == null ? values : values.setUdtValue("quoted_parent_message", udts.write(quote));
  }

  /** Cassandra counts write times in microseconds. */
  private static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
