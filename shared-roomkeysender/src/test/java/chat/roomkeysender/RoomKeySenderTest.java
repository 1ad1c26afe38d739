package chat.roomkeysender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.RoomKeyEvent;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomKeySenderTest {

  private static final String ROOM = "k7Qm2xV9bTzR4nLpA";
  private static final String PRIVATE = "I79oHiKhvf11hqXcSPARlLEcu4FNsCfMd5uWWaaFrRI=";
  private static final VersionedRoomKey KEY =
      new VersionedRoomKey(
          3,
          RoomKeyPair.fromBase64(
              "BBEYDh6s+PLjo5c+GZ9spuEhNlrNghdMWUv0NuWZA5fpwT5yJ17M0d726fnEGxZs"
                  + "+Xxi9OJeKmnAbPAs1FXD8m8=",
              PRIVATE));

  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final Map<String, byte[]> sent = new ConcurrentHashMap<>();
  private final CorePublisher publisher =
      (subject, requestId, body) -> {
        assertThat(requestId).isNull();
        sent.put(subject, body);
      };

  @Test
  void event_isThatOfTheContract() throws Exception {
    sender(publisher, 4, new TickingClock(1767225600456L)).send(ROOM, KEY, List.of("dora"));

    assertThat(sent).containsOnlyKeys("chat.user.dora.event.room.key");
    byte[] body = sent.values().iterator().next();
    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"roomId\":\"%s\",\"version\":3,\"privateKey\":\"%s\",\"timestamp\":1767225600456}"
                .formatted(ROOM, PRIVATE));
    assertThat(Json.read(body, RoomKeyEvent.class))
        .isEqualTo(
            new RoomKeyEvent(ROOM, 3, Bytes.EMPTY, Bytes.fromBase64(PRIVATE), 1767225600456L));
  }

  @Test
  void versionZero_isWritten() throws Exception {
    sender(publisher, 1, Clock.systemUTC())
        .send(ROOM, new VersionedRoomKey(0, KEY.pair()), List.of("dora"));

    assertThat(new String(sent.values().iterator().next(), UTF_8)).contains("\"version\":0,");
  }

  @Test
  void eachSend_hasItsOwnTimestamp() throws Exception {
    List<String> accounts = IntStream.range(0, 100).mapToObj(i -> "account" + i).toList();

    sender(publisher, 8, new TickingClock(1000)).send(ROOM, KEY, accounts);

    assertThat(sent).hasSize(100);
    assertThat(sent.values().stream().map(RoomKeySenderTest::timestamp).sorted())
        .containsExactlyElementsOf(IntStream.range(1000, 1100).mapToObj(i -> (long) i).toList());
  }

  @Test
  void noAccounts_sendsNothing() {
    sender(publisher, 8, Clock.systemUTC()).send(ROOM, KEY, List.of());

    assertThat(sent).isEmpty();
  }

  @Test
  void serverThatIsAway_isToldWhenAllWereTried() {
    RoomKeySender sender =
        sender(failingForErin(new ServerAwayException("buffer full")), 1, Clock.systemUTC());

    assertThatThrownBy(() -> sender.send(ROOM, KEY, List.of("dora", "erin", "finn")))
        .isInstanceOf(ServerAwayException.class);
    assertThat(sent)
        .containsOnlyKeys("chat.user.dora.event.room.key", "chat.user.finn.event.room.key");
  }

  private CorePublisher failingForErin(RuntimeException fault) {
    return (subject, requestId, body) -> {
      if (subject.contains(".erin.")) {
        throw fault;
      }
      publisher.publish(subject, requestId, body);
    };
  }

  @Test
  void failedSend_isCountedAndHindersNoOther() {
    CorePublisher failing = failingForErin(new IllegalArgumentException("no subject"));

    sender(failing, 1, Clock.systemUTC()).send(ROOM, KEY, List.of("dora", "erin", "finn"));

    assertThat(sent)
        .containsOnlyKeys("chat.user.dora.event.room.key", "chat.user.finn.event.room.key");
    assertThat(metrics.collectAllMetrics())
        .singleElement()
        .satisfies(
            counter -> {
              assertThat(counter.getName()).isEqualTo("room_key_fanout_errors_total");
              LongPointData point = counter.getLongSumData().getPoints().iterator().next();
              assertThat(point.getValue()).isEqualTo(1);
              assertThat(point.getAttributes().get(AttributeKey.stringKey("roomId")))
                  .isEqualTo(ROOM);
            });
  }

  @Test
  void sends_areBoundedAndParallel() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch threeAtOnce = new CountDownLatch(3);
    CorePublisher slow =
        (subject, requestId, body) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          threeAtOnce.countDown();
          try {
            threeAtOnce.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          running.decrementAndGet();
        };

    sender(slow, 3, Clock.systemUTC())
        .send(ROOM, KEY, IntStream.range(0, 60).mapToObj(i -> "account" + i).toList());

    assertThat(most).hasValue(3);
    assertThat(running).hasValue(0);
  }

  private RoomKeySender sender(CorePublisher to, int workers, Clock clock) {
    SdkMeterProvider provider = SdkMeterProvider.builder().registerMetricReader(metrics).build();
    return new RoomKeySender(to, workers, clock, provider.get("room-key"));
  }

  private static long timestamp(byte[] body) {
    try {
      return Json.read(body, RoomKeyEvent.class).timestamp();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Each reading is a millisecond later. */
  private static final class TickingClock extends Clock {
    private final AtomicLong next;

    TickingClock(long start) {
      this.next = new AtomicLong(start);
    }

    @Override
    public long millis() {
      return next.getAndIncrement();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
