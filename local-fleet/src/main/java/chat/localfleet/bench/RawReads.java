package chat.localfleet.bench;

import chat.model.MessageBuckets;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;

/**
 * The rows of a page of history, read with the driver alone: what a page costs at the very least.
 */
final class RawReads {
  private static final String ROWS =
      "SELECT room_id, created_at, message_id, sender, msg, mentions, attachments, file, card,"
          + " card_action, thread_parent_id, quoted_parent_message, visible_to, reactions, deleted,"
          + " type, sys_msg_data, site_id, edited_at, updated_at, thread_room_id, tshow, tcount,"
          + " thread_parent_created_at FROM messages_by_room WHERE room_id = ? AND bucket = ?"
          + " AND created_at < ? ORDER BY created_at DESC";

  private final CqlSession session;
  private final PreparedStatement rows;
  private final MessageBuckets buckets = MessageBuckets.ofHours(MessageBuckets.DEFAULT_HOURS);

  RawReads(CqlSession session) {
    this.session = session;
    this.rows = session.prepare(ROWS);
  }

  /**
   * Reads window after window until there are so many rows.
   *
   * @return rows found
   */
  int page(String roomId, Instant before, int size) {
    int found = 0;
    long bucket = buckets.of(before);
    do {
      BoundStatement read = rows.bind(roomId, bucket, before).setPageSize(size - found);
      int left = size - found;
      for (Row row : session.execute(read)) {
        found += row.getString("message_id") == null ? 0 : 1;
        if (--left == 0) {
          break;
        }
      }
      bucket = buckets.previous(bucket);
    } while (found < size);
    return found;
  }
}
