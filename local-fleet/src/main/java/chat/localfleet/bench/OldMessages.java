package chat.localfleet.bench;

import chat.model.MessageBuckets;
import chat.model.StoredParticipant;
import chat.stores.MessageUdts;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/**
 * Many messages of one room, all of them more than a hundred time windows old, as message-worker
 * would have saved them in {@code messages_by_room}.
 */
final class OldMessages {
  /** Windows without messages between now and the newest of them. */
  static final int EMPTY_WINDOWS = 101;

  private static final int FULL_WINDOWS = 10;
  private static final int BATCH = 50;
  private static final int AT_ONCE = 32;

  private final CqlSession session;
  private final MessageBuckets buckets;
  private final String roomId;
  private final int count;
  private final Instant oldest;
  private final long stepMillis;

  OldMessages(CqlSession session, String roomId, int count, Clock clock) {
    this.session = session;
    this.buckets = MessageBuckets.ofHours(MessageBuckets.DEFAULT_HOURS);
    this.roomId = roomId;
    this.count = count;
    long window = buckets.windowMillis();
    long firstEmpty = buckets.of(clock.instant()) - EMPTY_WINDOWS * window;
    this.oldest = Instant.ofEpochMilli(firstEmpty - FULL_WINDOWS * window);
    this.stepMillis = FULL_WINDOWS * window / count;
  }

  /** When the n-th of them was said, from the oldest on. */
  Instant time(int n) {
    return oldest.plusMillis(n * stepMillis);
  }

  /** Before all of them; after nothing else of the room. */
  Instant begin() {
    return oldest.minus(Duration.ofDays(1));
  }

  int count() {
    return count;
  }

  /** Whether they are there from an earlier time. */
  boolean areThere() {
    Row newest =
        session
            .execute(
                SimpleStatement.newInstance(
                    "SELECT created_at FROM messages_by_room WHERE room_id = ? AND bucket = ? LIMIT 1",
                    roomId,
                    buckets.of(time(count - 1))))
            .one();
    return newest != null && time(count - 1).equals(newest.getInstant("created_at"));
  }

  void save() {
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO messages_by_room (room_id, bucket, created_at, message_id, sender, msg,"
                + " site_id, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    UdtValue sender =
        MessageUdts.of(session)
            .write(new StoredParticipant("u-bench", "Bench Sender", "測量", "", "", false, "bench"));
    Deque<CompletionStage<AsyncResultSet>> underWay = new ArrayDeque<>();
    BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
    long bucket = buckets.of(time(0));
    for (int n = 0; n < count; n++) {
      if (batch.getStatementsCount() == BATCH || buckets.of(time(n)) != bucket) {
        send(batch.build(), underWay);
        batch = BatchStatement.builder(BatchType.UNLOGGED);
        bucket = buckets.of(time(n));
      }
      batch.addStatement(
          insert.bind(roomId, bucket, time(n), id(n), sender, text(n), "bench", time(n)));
    }
    send(batch.build(), underWay);
    underWay.forEach(stage -> stage.toCompletableFuture().join());
  }

  private void send(BatchStatement batch, Deque<CompletionStage<AsyncResultSet>> underWay) {
    underWay.add(session.executeAsync(batch));
    if (underWay.size() > AT_ONCE) {
      underWay.remove().toCompletableFuture().join();
    }
  }

  private static String id(int n) {
    return "bench%015d".formatted(n);
  }

  private static String text(int n) {
    return ("message " + n + " ").repeat(20).substring(0, 120);
  }

  void delete() {
    for (long bucket = buckets.of(time(0));
        bucket <= buckets.of(time(count - 1));
        bucket = buckets.next(bucket)) {
      session.execute(
          SimpleStatement.newInstance(
              "DELETE FROM messages_by_room WHERE room_id = ? AND bucket = ?", roomId, bucket));
    }
  }
}
