package chat.roomkeysender;

import chat.model.Subjects;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends a room's key to members (contract 14.5): core publishes without headers, so who is not
 * connected misses it and asks later (13 A2). Safe for concurrent use.
 */
public final class RoomKeySender {

  /** Sends in parallel when the configuration names no positive number. */
  public static final int DEFAULT_WORKERS = 32;

  static final String FANOUT_ERRORS = "room_key_fanout_errors_total";

  private static final Logger log = LoggerFactory.getLogger(RoomKeySender.class);
  private static final AttributeKey<String> ROOM_ID = AttributeKey.stringKey("roomId");

  private static final ThreadFactory THREADS =
      Thread.ofVirtual().name("room-key-sender-", 0).factory();

  private final CorePublisher publisher;
  private final int workers;
  private final Clock clock;
  private final LongCounter errors;

  /**
   * A sender on a publisher.
   *
   * @param workers {@code KEY_FANOUT_WORKERS}: most sends of one call at a time; not positive means
   *     {@link #DEFAULT_WORKERS}
   * @param meter the one named {@code room-key}
   */
  public RoomKeySender(CorePublisher publisher, int workers, Clock clock, Meter meter) {
    this.publisher = publisher;
    this.workers = workers > 0 ? workers : DEFAULT_WORKERS;
    this.clock = clock;
    this.errors =
        meter
            .counterBuilder(FANOUT_ERRORS)
            .setDescription("Failed key sends to one account")
            .build();
  }

  /**
   * Sends the key to all accounts and returns when every send was tried. A failed send is logged
   * and counted and hinders no other.
   *
   * @throws ServerAwayException when it was the server's fault that some were not sent: the whole
   *     fan-out is to be repeated
   */
  public void send(String roomId, VersionedRoomKey key, List<String> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    RoomKeyBody body = new RoomKeyBody(roomId, key);
    Queue<String> remaining = new ConcurrentLinkedQueue<>(accounts);
    int threads = Math.min(workers, accounts.size());
    var away = new AtomicReference<@Nullable ServerAwayException>();
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(THREADS)) {
      for (int i = 0; i < threads; i++) {
        executor.execute(
            () -> {
              if (logContext != null) {
                MDC.setContextMap(logContext); // failures are told as the caller's
              }
              sendRemaining(roomId, body, remaining, away);
            });
      }
    }
    ServerAwayException first = away.get();
    if (first != null) {
      throw new ServerAwayException("key of " + roomId + " not sent to everybody", first);
    }
  }

  private void sendRemaining(
      String roomId,
      RoomKeyBody body,
      Queue<String> remaining,
      AtomicReference<@Nullable ServerAwayException> away) {
    for (String account = remaining.poll(); account != null; account = remaining.poll()) {
      try {
        publisher.publish(Subjects.roomKey(account), null, body.at(clock.millis()));
      } catch (RuntimeException e) {
        if (e instanceof ServerAwayException fault) {
          away.compareAndSet(null, fault);
        }
        errors.add(1, Attributes.of(ROOM_ID, roomId));
        log.atError()
            .addKeyValue("account", account)
            .addKeyValue("roomId", roomId)
            .setCause(e)
            .log("send room key");
      }
    }
  }
}
