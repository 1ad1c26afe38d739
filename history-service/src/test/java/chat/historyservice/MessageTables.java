package chat.historyservice;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the message tables of a test's own keyspace with every kind of value. */
final class MessageTables {
  private final CqlSession session;
  private final MessageBuckets buckets;
  private final MessageUdts udts;
  private final PreparedStatement room;
  private final PreparedStatement id;
  private final PreparedStatement thread;

  MessageTables(CqlSession session, MessageBuckets buckets) {
    this.session = session;
    this.buckets = buckets;
    this.udts = MessageUdts.of(session);
    this.room = session.prepare(insert("messages_by_room", "bucket, " + MessageRows.ROOM_COLUMNS));
    this.id = session.prepare(insert("messages_by_id", MessageRows.ID_COLUMNS));
    this.thread =
        session.prepare(insert("thread_messages_by_room", "bucket, " + MessageRows.THREAD_COLUMNS));
  }

  private static String insert(String table, String columns) {
    String markers = ":" + columns.replaceAll(", *", ", :");
    return "INSERT INTO " + table + " (" + columns + ") VALUES (" + markers + ")";
  }

  /** As said in its room. */
  void insert(StoredMessage message) {
    insertById(message);
    session.execute(
        ofRoom(common(room, message), message)
            .setLong("bucket", buckets.of(message.createdAt()))
            .build());
  }

  /** As said in its thread. */
  void insertReply(StoredMessage message) {
    insertById(message);
    session.execute(
        common(thread, message).setLong("bucket", buckets.of(message.createdAt())).build());
  }

  /** Into the table of ids alone. */
  void insertById(StoredMessage message) {
    BoundStatementBuilder values =
        ofRoom(common(id, message), message).setInstant("pinned_at", message.pinnedAt());
    StoredParticipant pinnedBy = message.pinnedBy();
    if (pinnedBy != null) {
      values = values.setUdtValue("pinned_by", udts.write(pinnedBy));
    }
    session.execute(values.build());
  }

  /** Among the pinned ones. */
  void insertPinned(StoredMessage message) {
    session.execute(
        "INSERT INTO pinned_messages_by_room (room_id, created_at, message_id, sender, msg)"
            + " VALUES (?, ?, ?, ?, ?)",
        message.roomId(),
        message.pinnedAt(),
        message.messageId(),
        udts.write(message.sender()),
        message.msg());
  }

  private static BoundStatementBuilder ofRoom(BoundStatementBuilder values, StoredMessage m) {
    return values
        .setBoolean("tshow", m.tshow())
        .set("tcount", m.tcount() == null ? null : m.tcount().intValue(), Integer.class)
        .setInstant("thread_parent_created_at", m.threadParentCreatedAt());
  }

  private BoundStatementBuilder common(PreparedStatement statement, StoredMessage m) {
    return statement
        .boundStatementBuilder()
        .setString("room_id", m.roomId())
        .setInstant("created_at", m.createdAt())
        .setString("message_id", m.messageId())
        .setUdtValue("sender", udts.write(m.sender()))
        .setString("msg", m.msg())
        .setSet("mentions", udts.write(m.mentions()), UdtValue.class)
        .setList("attachments", blobs(m.attachments()), ByteBuffer.class)
        .setUdtValue("file", file(m))
        .setUdtValue("card", card(m))
        .setUdtValue("card_action", cardAction(m))
        .setString("thread_parent_id", m.threadParentId())
        .setUdtValue(
            "quoted_parent_message",
            m.quotedParentMessage() == null ? null : udts.write(m.quotedParentMessage()))
        .setString("visible_to", m.visibleTo())
        .set(
            "reactions",
            reactions(m.reactions()),
            GenericType.mapOf(GenericType.STRING, GenericType.setOf(GenericType.UDT_VALUE)))
        .set("deleted", m.deleted() ? true : null, Boolean.class)
        .setString("type", m.type())
        .setByteBuffer("sys_msg_data", ByteBuffer.wrap(m.sysMsgData().toArray()))
        .setString("site_id", m.siteId())
        .setInstant("edited_at", m.editedAt())
        .setInstant("updated_at", m.updatedAt())
        .setString("thread_room_id", m.threadRoomId());
  }

  private static List<ByteBuffer> blobs(List<Bytes> blobs) {
    return blobs.stream().map(blob -> ByteBuffer.wrap(blob.toArray())).toList();
  }

  private Map<String, Set<UdtValue>> reactions(Map<String, List<StoredParticipant>> reactions) {
    Map<String, Set<UdtValue>> written = new LinkedHashMap<>();
    reactions.forEach((key, people) -> written.put(key, udts.write(people)));
    return written;
  }

  private UserDefinedType type(String name) {
    return session
        .getKeyspace()
        .flatMap(keyspace -> session.getMetadata().getKeyspace(keyspace))
        .flatMap(keyspace -> keyspace.getUserDefinedType(CqlIdentifier.fromInternal(name)))
        .orElseThrow();
  }

  private UdtValue file(StoredMessage m) {
    return m.file() == null
        ? null
        : type("File").newValue(m.file().id(), m.file().name(), m.file().type());
  }

  private UdtValue card(StoredMessage m) {
    return m.card() == null
        ? null
        : type("Card").newValue(m.card().template(), ByteBuffer.wrap(m.card().data().toArray()));
  }

  private UdtValue cardAction(StoredMessage m) {
    var action = m.cardAction();
    return action == null
        ? null
        : type("CardAction")
            .newValue(
                action.verb(),
                action.text(),
                action.cardId(),
                action.displayText(),
                action.hideExecLog(),
                action.cardTmId(),
                ByteBuffer.wrap(action.data().toArray()));
  }
}
