package chat.messageworker;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.QuotedParentMessage;
import chat.stores.MessageUdts;
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
 * What every message table says of a message (06 §9). Values that are absent are left unset, which
 * leaves no tombstones.
 */
final class MessageColumns {
  private final MessageUdts udts;

  MessageColumns(MessageUdts udts) {
    this.udts = udts;
  }

  BoundStatementBuilder bound(PreparedStatement statement, NewMessage message) {
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
            .setString("type", content.type());
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

  /**
   * Both rows of a message in one unlogged batch, since both inserts are idempotent and a half-done
   * one is repaired by the next delivery.
   *
   * <p>The write time is the message's own: an edit, a deletion or a stamp always comes later, and
   * no late repetition of the insert undoes it.
   */
  static BatchStatement batch(Instant createdAt, BoundStatement one, BoundStatement other) {
    return BatchStatement.newInstance(BatchType.UNLOGGED, one, other)
        .setQueryTimestamp(micros(createdAt))
        .setIdempotent(true);
  }

  /** Cassandra counts write times in microseconds. */
  private static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
