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
import org.jspecify.annotations.Nullable;

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

  /**
   * A row of any of the tables; what its table lacks stays empty. Columns are taken by their place
   * in the lists above, and what is null is not decoded: looking for names and codecs took longer
   * than everything else about a page.
   */
  static StoredMessage of(Row row) {
    Instant createdAt = row.getInstant(1);
    return new StoredMessage(
        text(row, 0),
        createdAt == null ? Timestamps.ZERO : createdAt,
        text(row, 2),
        MessageUdts.readParticipant(udt(row, 3)),
        text(row, 4),
        has(row, 5) ? MessageUdts.readParticipants(row.getSet(5, UdtValue.class)) : List.of(),
        has(row, 6) ? MessageUdts.readBlobs(row.getList(6, ByteBuffer.class)) : List.of(),
        MessageUdts.readFile(udt(row, 7)),
        MessageUdts.readCard(udt(row, 8)),
        MessageUdts.readCardAction(udt(row, 9)),
        has(row, 21) && row.getBoolean(21),
        has(row, 22) ? (long) row.getInt(22) : null,
        text(row, 10),
        has(row, 23) ? row.getInstant(23) : null,
        MessageUdts.readQuote(udt(row, 11)),
        text(row, 12),
        has(row, 13) ? reactions(row.get(13, REACTIONS)) : Map.of(),
        row.getBoolean(14),
        text(row, 15),
        MessageUdts.readBlob(row.getByteBuffer(16)),
        text(row, 17),
        row.getInstant(18),
        row.getInstant(19),
        text(row, 20),
        has(row, 24) ? row.getInstant(24) : null,
        has(row, 25) ? MessageUdts.readParticipant(row.getUdtValue(25)) : null);
  }

  private static boolean has(Row row, int column) {
    return column < row.size() && !row.isNull(column);
  }

  private static String text(Row row, int column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable UdtValue udt(Row row, int column) {
    return row.isNull(column) ? null : row.getUdtValue(column);
  }

  private static Map<String, List<StoredParticipant>> reactions(
      @Nullable Map<String, Set<UdtValue>> stored) {
    Map<String, List<StoredParticipant>> reactions = new HashMap<>();
    if (stored != null) {
      stored.forEach((key, people) -> reactions.put(key, MessageUdts.readParticipants(people)));
    }
    return reactions;
  }
}
