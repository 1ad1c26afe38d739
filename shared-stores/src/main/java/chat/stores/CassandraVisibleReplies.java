package chat.stores;

import chat.model.MessageBuckets;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts the rows of {@code thread_messages_by_room} (contract 06 §8). */
public final class CassandraVisibleReplies implements VisibleReplies {
  private final Statements statements;
  private final MessageBuckets buckets;
  private final PreparedStatement replies;

  /** Counts in a table of these windows. */
  public CassandraVisibleReplies(CassandraConnection cassandra, MessageBuckets buckets) {
    this.statements = new Statements(cassandra.session());
    this.buckets = buckets;
    this.replies =
        statements.prepare(
            "SELECT deleted FROM thread_messages_by_room WHERE room_id = :room_id"
                + " AND bucket = :bucket AND thread_room_id = :thread_room_id");
  }

  @Override
  public int in(Place thread) throws InterruptedException {
    long last = buckets.of(thread.last());
    int visible = 0;
    // one window more: instances of other fleets do not move the first time of a thread back
    for (long bucket = buckets.previous(buckets.of(thread.first()));
        bucket <= last;
        bucket = buckets.next(bucket)) {
      visible += visible(thread, bucket);
    }
    return visible;
  }

  private int visible(Place thread, long bucket) throws InterruptedException {
    BoundStatement first =
        replies
            .boundStatementBuilder()
            .setString("room_id", thread.roomId())
            .setLong("bucket", bucket)
            .setString("thread_room_id", thread.threadRoomId())
            .build();
    int visible = 0;
    @Nullable BoundStatement next = first;
    while (next != null) {
      AsyncResultSet page = statements.execute(next);
      for (Row row : page.currentPage()) {
        visible += row.getBoolean("deleted") ? 0 : 1;
      }
      ByteBuffer state = page.getExecutionInfo().getPagingState();
      next = state == null ? null : first.setPagingState(state);
    }
    return visible;
  }
}
