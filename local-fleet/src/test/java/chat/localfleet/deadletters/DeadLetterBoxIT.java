package chat.localfleet.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Headers;
import chat.model.Streams;
import chat.runtime.ConsumerConfig;
import chat.runtime.Env;
import chat.runtime.NatsConfig;
import chat.runtime.NatsConnection;
import chat.runtime.NatsPublisher;
import chat.runtime.Outcome;
import chat.runtime.ProcessConfig;
import chat.runtime.ServiceContext;
import chat.runtime.StreamHandler;
import chat.runtime.StreamSource;
import chat.runtime.StreamWorker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poisoned message, from the first try to the effect of its replay. */
@LocalServers
class DeadLetterBoxIT {
  private final TestSite site;
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private final List<String> announced = new CopyOnWriteArrayList<>();
  private ServiceContext service;
  private NatsConnection nats;
  private DeadLetterBox box;

  DeadLetterBoxIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void start() throws Exception {
    site.createStreams();
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    service = ServiceContext.start("message-worker", env, new ProcessConfig(""), s -> {});
    nats =
        service.connectNats(
            new NatsConfig(
                site.natsUrl(), site.natsCreds().toString(), "test", "chat.server.response"));
    box = new DeadLetterBox(nats.client(), site.siteId());
    work(
        Durables.messageWorker(site.siteId()),
        delivery -> {
          if (broken.get()) {
            return new Outcome.Reject("broken");
          }
          stored.add(new String(delivery.body(), StandardCharsets.UTF_8));
          return Outcome.DONE;
        });
    work(
        Durables.broadcastWorker(site.siteId()),
        delivery -> {
          announced.add(new String(delivery.body(), StandardCharsets.UTF_8));
          return Outcome.DONE;
        });
  }

  private void work(Durables.Durable durable, StreamHandler handler) {
    var settings = new ConsumerConfig(Duration.ofSeconds(30), 5, 512, 1000, true);
    StreamWorker worker =
        StreamWorker.of(nats, new StreamSource(durable, settings), handler, service).start();
    service.onStop(durable.name(), worker::stop);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      nats.management().deleteStream(Streams.messagesCanonical(site.siteId()).name());
      nats.management().deleteStream(Streams.deadLetters(site.siteId()).name());
    } finally {
      service.close();
    }
  }

  @Test
  void boxThatNeverHeldALetter_isEmpty() throws Exception {
    assertThat(box.list()).isEmpty();
  }

  @Test
  void replayedLetter_takesEffectOnceAndOnlyWhereItFailed() throws Exception {
    String subject = "chat.msg.canonical." + site.siteId() + ".created";
    new NatsPublisher(nats)
        .publish(subject, "rid", "id", "poison".getBytes(StandardCharsets.UTF_8));
    await().until(() -> box.list().size() == 1 && announced.size() == 1);
    KeptLetter letter = box.list().getFirst();
    assertThat(letter.durable()).isEqualTo("message-worker");
    assertThat(letter.originalSubject()).isEqualTo(subject);
    assertThat(letter.header(Headers.DEAD_REASON)).isEqualTo("broken");
    assertThat(letter.original()).containsOnly(Map.entry(Headers.REQUEST_ID, List.of("rid")));

    broken.set(false);
    box.replay(letter);

    await().until(() -> stored.equals(List.of("poison")));
    assertThat(box.list()).isEmpty();
    await()
        .until(
            () ->
                nats.management()
                        .getConsumerInfo("MESSAGES_CANONICAL_" + site.siteId(), "broadcast-worker")
                        .getAckFloor()
                        .getStreamSequence()
                    == 2);
    assertThat(announced).containsExactly("poison");
    assertThat(box.find(letter.sequence())).isEmpty();
  }

  @Test
  void letterWhoseBodyWasTooLarge_isReplayedFromItsStream() throws Exception {
    byte[] body = new byte[(int) nats.client().getMaxPayload() - 200];
    java.util.Arrays.fill(body, (byte) 'x');
    nats.jetStream().publish("chat.msg.canonical." + site.siteId() + ".created", body);
    await().until(() -> box.list().size() == 1);
    KeptLetter letter = box.list().getFirst();
    assertThat(letter.body()).isEmpty();

    broken.set(false);
    box.replay(letter);
    await().until(() -> stored.size() == 1);
    assertThat(stored.getFirst()).hasSize(body.length);
  }

  @Test
  void letterThatCannotBePublished_staysInTheBox() throws Exception {
    new NatsPublisher(nats)
        .publish("chat.msg.canonical." + site.siteId() + ".created", "rid", null, new byte[] {'x'});
    await().until(() -> box.list().size() == 1);
    KeptLetter letter = box.list().getFirst();
    nats.management().deleteStream("MESSAGES_CANONICAL_" + site.siteId());
    assertThatThrownBy(() -> box.replay(letter)).isInstanceOf(java.io.IOException.class);
    assertThat(box.list()).hasSize(1);

    site.createStreams();
    box.replay(letter);
    assertThat(box.list()).isEmpty();
  }
}
