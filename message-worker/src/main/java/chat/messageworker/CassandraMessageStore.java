package chat.messageworker;

import chat.model.Message;
import chat.model.MessageBuckets;
import chat.stores.CassandraConnection;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/**
 * Messages in {@code messages_by_room} (partition: room and time window) and {@code messages_by_id}
 * (06 §9.1).
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
  private final MessageColumns columns;
  private final MessageBuckets buckets;
  private final PreparedStatement intoRoom;
  private final PreparedStatement byId;

  CassandraMessageStore(CassandraConnection cassandra, MessageBuckets buckets) {
    this.session = cassandra.session();
    this.columns = new MessageColumns(MessageUdts.of(session));
    this.buckets = buckets;
    this.intoRoom = session.prepare(INTO_ROOM);
    this.byId = session.prepare(BY_ID);
  }

  @Override
  public void save(NewMessage message) {
    Message content = message.message();
    BoundStatement room =
        columns
            .bound(intoRoom, message)
            .setBoolean("tshow", content.tshow())
            .setLong("bucket", buckets.of(content.createdAt()))
            .build();
    BoundStatement id = columns.bound(byId, message).setBoolean("tshow", content.tshow()).build();
    session.execute(MessageColumns.batch(content.createdAt(), room, id));
  }
}
