package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.historyservice.EventOutbox.Pace;
import chat.model.Json;
import chat.model.MessageEvent;
import chat.runtime.ServerAwayException;
import chat.runtime.ServiceThreads;
import chat.runtime.StreamPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventOutboxTest {
  private static final Instant AT = Instant.parse("2026-02-02T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
  private final List<EventOutbox> outboxes = new ArrayList<>();
  private volatile boolean away;

  private final StreamPublisher stream =
      (subject, requestId, messageId, body) -> {
        if (away) {
          throw new ServerAwayException("no stream");
        }
        stored.add(subject + " " + requestId + " " + messageId);
        return new StreamPublisher.Stored(stored.size(), false);
      };

  private EventOutbox outbox(StreamPublisher publisher, int most, Duration patience) {
    var pace = new Pace(most, patience, Duration.ofMillis(1), Duration.ofMillis(4));
    var outbox = new EventOutbox(publisher, "tokyo", pace, new ServiceThreads("test"));
    outboxes.add(outbox);
    return outbox;
  }

  @AfterEach
  void stop() throws Exception {
    for (EventOutbox outbox : outboxes) {
      outbox.drain(Duration.ZERO);
    }
  }

  private static MessageEvent edited(String id, int seconds) {
    return MessageEvents.edited(
        Samples.plain("room1", id, AT), "text", AT.plusSeconds(seconds), "tokyo");
  }

  @Test
  void event_isStoredUnderAnIdOfItsOwnBeforeTheCallReturns() throws Exception {
    EventOutbox outbox = outbox(stream, 9, LONG);
    outbox.publish(edited("m1", 1), "rid");
    assertThat(stored)
        .containsExactly("chat.msg.canonical.tokyo.updated rid m1:updated:1770033601000");
    outbox.publish(MessageEvents.deleted(Samples.plain("room1", "m1", AT), AT, "tokyo"), null);
    assertThat(stored)
        .last()
        .isEqualTo("chat.msg.canonical.tokyo.deleted null m1:deleted:1770033600000");
  }

  @Test
  void body_isTheEvent() throws Exception {
    List<byte[]> bodies = new ArrayList<>();
    EventOutbox outbox =
        outbox(
            (subject, requestId, messageId, body) -> {
              bodies.add(body);
              return new StreamPublisher.Stored(1, false);
            },
            9,
            LONG);
    outbox.publish(edited("m1", 1), null);
    assertThat(Json.read(bodies.getFirst(), MessageEvent.class)).isEqualTo(edited("m1", 1));
  }

  @Test
  void streamThatIsAway_getsEverythingInOrderWhenItIsBack() throws Exception { // ODDITY-30
    away = true;
    EventOutbox outbox = outbox(stream, 99, Duration.ofMillis(1));
    for (int i = 0; i < 9; i++) {
      outbox.publish(edited("m1", i), null);
    }
    assertThat(stored).isEmpty();
    away = false;
    await().until(() -> stored.size() == 9);
    assertThat(stored)
        .isEqualTo(
            IntStream.range(0, 9)
                .mapToObj(
                    i ->
                        "chat.msg.canonical.tokyo.updated null m1:updated:"
                            + (AT.toEpochMilli() + 1000 * i))
                .toList());
  }

  @Test
  void fullOutbox_takesNothingMore() throws Exception {
    away = true;
    EventOutbox outbox = outbox(stream, 2, Duration.ofMillis(1));
    for (int i = 0; i < 5; i++) {
      outbox.publish(edited("m" + i, 0), null);
    }
    away = false;
    await().until(() -> stored.size() == 2);
    outbox.publish(edited("later", 0), null);
    assertThat(stored).hasSize(3);
  }

  @Test
  void drain_waitsForWhatWaits() throws Exception {
    var release = new CountDownLatch(1);
    EventOutbox outbox =
        outbox(
            (subject, requestId, messageId, body) -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerAwayException("interrupted", e);
              }
              return stream.publish(subject, requestId, messageId, body);
            },
            9,
            Duration.ofMillis(1));
    outbox.publish(edited("m1", 0), null);
    outbox.publish(edited("m2", 0), null);
    Thread.ofVirtual().start(release::countDown);
    outbox.drain(LONG);
    assertThat(stored).hasSize(2);
  }

  @Test
  void drain_endsAtItsLimit() throws Exception {
    away = true;
    EventOutbox outbox = outbox(stream, 9, Duration.ofMillis(1));
    outbox.publish(edited("m1", 0), null);
    outbox.drain(Duration.ofMillis(20));
    assertThat(stored).isEmpty();
  }
}
