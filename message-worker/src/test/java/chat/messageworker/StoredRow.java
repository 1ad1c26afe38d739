package chat.messageworker;

import chat.model.Bytes;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.time.Instant;
import java.util.Set;

/** A row of one of the message tables, as far as this service writes it in all of them. */
record StoredRow(
    String roomId,
    Instant createdAt,
    String messageId,
    StoredParticipant sender,
    String msg,
    String siteId,
    Instant updatedAt,
    Set<StoredParticipant> mentions,
    String type,
    Bytes sysMsgData,
    boolean tshow,
    QuotedParentMessage quote) {

  static StoredRow of(Row row) {
    UdtValue sender = row.getUdtValue("sender");
    return new StoredRow(
        row.getString("room_id"),
        row.getInstant("created_at"),
        row.getString("message_id"),
        sender == null ? null : MessageUdts.readParticipant(sender),
        row.getString("msg"),
        row.getString("site_id"),
        row.getInstant("updated_at"),
        Set.copyOf(MessageUdts.readParticipants(row.getSet("mentions", UdtValue.class))),
        row.getString("type"),
        MessageUdts.readBlob(row.getByteBuffer("sys_msg_data")),
        row.getColumnDefinitions().contains("tshow") && row.getBoolean("tshow"),
        MessageUdts.readQuote(row.getUdtValue("quoted_parent_message")));
  }

  /** As the table of a thread has it. */
  StoredRow withoutTshow() {
    return new StoredRow(
        roomId,
        createdAt,
        messageId,
        sender,
        msg,
        siteId,
        updatedAt,
        mentions,
        type,
        sysMsgData,
        false,
        quote);
  }
}
