package chat.historyservice;

import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import chat.model.Timestamps;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns rows of the message tables into messages (09 §3). Columns are named one by one: keyspaces
 * of other generations have more of them.
 */
final class MessageRows {
  /** What every table has, and all that the one of threads has. */
  static final String THREAD_COLUMNS =
      "room_id, created_at, message_id, sender, msg, mentions, attachments, file, card,"
          + " card_action, thread_parent_id, quoted_parent_message, visible_to, reactions, deleted,"
          + " type, sys_msg_data, site_id, edited_at, updated_at, thread_room_id";

  /** What {@code messages_by_room} has. */
  static final String ROOM_COLUMNS = THREAD_COLUMNS + ", tshow, tcount, thread_parent_created_at";

  /** What {@code messages_by_id} has. */
  static final String ID_COLUMNS = ROOM_COLUMNS + ", pinned_at, pinned_by";

  private static final GenericType<Map<String, Set<UdtValue>>> REACTIONS =
      GenericType.mapOf(GenericType.STRING, GenericType.setOf(GenericType.UDT_VALUE));

  private MessageRows() {}

  /** A row of any of the tables; what its table lacks stays empty. */
  static StoredMessage of(Row row) {
    Instant createdAt = row.getInstant("created_at");
    return new StoredMessage(
        text(row, "room_id"),
        createdAt == null ? Timestamps.ZERO : createdAt,
        text(row, "message_id"),
        MessageUdts.readParticipant(row.getUdtValue("sender")),
        text(row, "msg"),
        MessageUdts.readParticipants(row.getSet("mentions", UdtValue.class)),
        MessageUdts.readBlobs(row.getList("attachments", ByteBuffer.class)),
        MessageUdts.readFile(row.getUdtValue("file")),
        MessageUdts.readCard(row.getUdtValue("card")),
        MessageUdts.readCardAction(row.getUdtValue("card_action")),
        has(row, "tshow") && row.getBoolean("tshow"),
        has(row, "tcount") ? (long) row.getInt("tcount") : null,
        text(row, "thread_parent_id"),
        has(row, "thread_parent_created_at") ? row.getInstant("thread_parent_created_at") : null,
        MessageUdts.readQuote(row.getUdtValue("quoted_parent_message")),
        text(row, "visible_to"),
        reactions(row),
        row.getBoolean("deleted"),
        text(row, "type"),
        MessageUdts.readBlob(row.getByteBuffer("sys_msg_data")),
        text(row, "site_id"),
        row.getInstant("edited_at"),
        row.getInstant("updated_at"),
        text(row, "thread_room_id"),
        has(row, "pinned_at") ? row.getInstant("pinned_at") : null,
        has(row, "pinned_by") ? MessageUdts.readParticipant(row.getUdtValue("pinned_by")) : null);
  }

  private static boolean has(Row row, String column) {
    return row.getColumnDefinitions().contains(column) && !row.isNull(column);
  }

  private static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Map<String, List<StoredParticipant>> reactions(Row row) {
    Map<String, Set<UdtValue>> stored = row.get("reactions", REACTIONS);
    Map<String, List<StoredParticipant>> reactions = new HashMap<>();
    if (stored != null) {
      stored.forEach((key, people) -> reactions.put(key, MessageUdts.readParticipants(people)));
    }
    return reactions;
  }
}
