package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalServers
class StreamWorkerIT {
  private final TestSite site;
  private final List<Delivery> seen = Collections.synchronizedList(new ArrayList<>());
  private ServiceContext service;
  private NatsConnection nats;
  private NatsPublisher publisher;

  StreamWorkerIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void connect() throws Exception {
    site.createStreams();
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    service = ServiceContext.start("test", env, new ProcessConfig(""), s -> {});
    nats =
        service.connectNats(
            new NatsConfig(
                site.natsUrl(), site.natsCreds().toString(), "test", "chat.server.response"));
    publisher = new NatsPublisher(nats);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      nats.management().deleteStream(Streams.rooms(site.siteId()).name()); // and its consumers
    } finally {
      service.close();
    }
  }

  private StreamWorker.Builder worker(Duration ackWait, StreamHandler handler) {
    var settings = new ConsumerConfig(ackWait, 5, 512, 1000, true);
    return StreamWorker.of(
        nats, new StreamSource(Durables.roomWorker(site.siteId()), settings), handler, service);
  }

  private void publish(String op, String body) {
    publisher.publish(
        "chat.room.canonical." + site.siteId() + "." + op,
        "rid-" + body,
        null,
        body.getBytes(StandardCharsets.UTF_8));
  }

  private long pending() throws Exception {
    var info =
        nats.management().getConsumerInfo(Streams.rooms(site.siteId()).name(), "room-worker");
    return info.getNumPending() + info.getNumAckPending();
  }

  private static String text(Delivery delivery) {
    return new String(delivery.body(), StandardCharsets.UTF_8);
  }

  @Test
  void everyMessage_isHandledAndAcknowledged() throws Exception {
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .workers(4)
            .start();
    for (int i = 0; i < 50; i++) {
      publish("create", "" + i);
    }
    await().until(() -> seen.size() == 50 && pending() == 0);
    assertThat(seen).extracting(StreamWorkerIT::text).doesNotHaveDuplicates();
    assertThat(seen).allSatisfy(d -> assertThat(d.requestId()).isEqualTo("rid-" + text(d)));
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void messagesOfOneKey_runInStreamOrder() throws Exception {
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .inOrderBy(delivered -> delivered.subject())
            .start();
    for (int i = 0; i < 100; i++) {
      publish(i % 2 == 0 ? "create" : "member.add", "" + i);
    }
    await().until(() -> seen.size() == 100);
    for (String op : List.of("create", "member.add")) {
      assertThat(seen.stream().filter(d -> d.subject().endsWith(op)).map(Delivery::sequence))
          .isSorted();
    }
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void messageWithoutABody_isHandledAsAnEmptyOne() throws Exception {
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .inOrderBy(delivered -> delivered.body().length == 0 ? null : "lane")
            .start();
    nats.client().publish("chat.room.canonical." + site.siteId() + ".create", null);
    await().until(() -> seen.size() == 1 && pending() == 0);
    assertThat(seen.getFirst().body()).isEmpty();
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void handlerThatOutlivesTheAckWait_isNotDeliveredTwice() throws Exception {
    var release = new CountDownLatch(1);
    StreamWorker worker =
        worker(
                Duration.ofMillis(600),
                delivery -> {
                  seen.add(delivery);
                  release.await();
                  return Outcome.DONE;
                })
            .start();
    publish("create", "slow");
    publish("create", "second");
    await().until(() -> seen.size() == 2);
    await().during(Duration.ofSeconds(2)).until(() -> seen.size() == 2);
    release.countDown();
    await().until(() -> pending() == 0);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void handlerThatOutlivesTheServersBackoff_isNotDeliveredTwice() throws Exception {
    var durable =
        new Durables.Durable(
            site.siteId(),
            Streams.rooms(site.siteId()).name(),
            "with-backoff",
            List.of(),
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    var release = new CountDownLatch(1);
    var largest = new AtomicInteger();
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(
                    durable, new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true)),
                delivery -> {
                  seen.add(delivery);
                  release.await();
                  return Outcome.DONE;
                },
                service)
            .workers(3)
            .pullSize(2)
            .start();
    for (int i = 0; i < 4; i++) {
      publish("create", "" + i);
    }
    await().until(() -> seen.size() == 3);
    await()
        .during(Duration.ofSeconds(3))
        .until(
            () -> {
              largest.accumulateAndGet(worker.inWork(), Math::max);
              return seen.size() == 3;
            });
    release.countDown();
    await().until(() -> seen.size() == 4);
    assertThat(seen).allSatisfy(delivery -> assertThat(delivery.attempt()).isEqualTo(1));
    assertThat(largest).hasValueLessThanOrEqualTo(3);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void storeThatIsAway_costsNoDelivery() throws Exception {
    var away = new AtomicBoolean(true);
    var attempts = new AtomicInteger();
    StreamWorker worker =
        worker(
                Duration.ofMillis(600),
                delivery -> {
                  attempts.incrementAndGet();
                  if (away.get()) {
                    throw new ServerAwayException("store");
                  }
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .start();
    publish("create", "a");
    await().until(() -> attempts.get() > 4);
    away.set(false);
    await().until(() -> pending() == 0);
    assertThat(seen).singleElement().extracting(Delivery::attempt).isEqualTo(1L);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void faultOfTheMessage_isDeliveredAgain() throws Exception {
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  seen.add(delivery);
                  return delivery.attempt() == 1 ? new Outcome.Retry("first") : Outcome.DONE;
                })
            .start();
    publish("create", "again");
    await().until(() -> seen.size() == 2 && pending() == 0);
    assertThat(seen).extracting(Delivery::attempt).containsExactly(1L, 2L);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void deletedConsumer_isMadeAnew() throws Exception {
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .start();
    publish("create", "before");
    await().until(() -> seen.size() == 1);
    nats.management().deleteConsumer(Streams.rooms(site.siteId()).name(), "room-worker");
    publish("create", "after");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(seen).extracting(StreamWorkerIT::text).contains("after"));
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void consumerThatIsDeletedWhileNothingIsAskedFor_isMadeAnewAsWell() throws Exception {
    var busy = new CountDownLatch(1);
    StreamWorker worker =
        worker(
                Duration.ofSeconds(30),
                delivery -> {
                  busy.await();
                  seen.add(delivery);
                  return Outcome.DONE;
                })
            .workers(1)
            .start();
    publish("create", "before");
    await().until(() -> worker.inWork() == 1); // and no pull waits that would be told
    nats.management().deleteConsumer(Streams.rooms(site.siteId()).name(), "room-worker");
    publish("create", "after");
    busy.countDown();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(seen).extracting(StreamWorkerIT::text).contains("after"));
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void missingStream_isWaitedFor() throws Exception {
    String other = site.siteId() + "other";
    var settings = new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true);
    StreamWorker worker =
        StreamWorker.of(
                nats,
                new StreamSource(Durables.roomWorker(other), settings),
                delivery -> {
                  seen.add(delivery);
                  return Outcome.DONE;
                },
                service)
            .start();
    assertThat(service.health().missing()).containsKey("consumer room-worker");
    new StreamSetup(nats, true).require(Streams.rooms(other), service.patience());
    await().until(() -> service.health().missing().isEmpty());
    worker.stop(Duration.ofSeconds(5));
    nats.management().deleteStream(Streams.rooms(other).name());
  }

  @Test
  void streamSetup_withoutTheFlag_refusesAMissingStream() {
    assertThatThrownBy(
            () ->
                new StreamSetup(nats, false).require(Streams.rooms("nowhere"), service.patience()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("ROOMS_nowhere");
  }

  @Test
  void publishOfAKnownId_tellsWhereTheFirstOneIs() {
    String subject = "chat.room.canonical." + site.siteId() + ".create";
    var first = publisher.publish(subject, null, "same", new byte[] {1});
    var second = publisher.publish(subject, null, "same", new byte[] {2});
    assertThat(first.duplicate()).isFalse();
    assertThat(second).isEqualTo(new StreamPublisher.Stored(first.sequence(), true));
    var reader = new NatsStreamReader(nats);
    String stream = Streams.rooms(site.siteId()).name();
    assertThat(reader.read(stream, second.sequence()).orElseThrow()).containsExactly(1);
    assertThat(reader.read(stream, 999)).isEmpty();
  }

  @Test
  void publish_intoNoStream_saysTheServerIsAway() {
    assertThatThrownBy(
            () -> publisher.publish("no.such.stream." + site.siteId(), null, "id", new byte[0]))
        .isInstanceOf(ServerAwayException.class);
  }
}
