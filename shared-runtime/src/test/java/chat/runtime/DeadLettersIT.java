package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Durables;
import chat.model.Streams;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is given up is found again, on a real server (13 A5). */
@LocalServers
class DeadLettersIT {
  private final TestSite site;
  private final String stream;
  private final String letters;
  private ServiceContext service;
  private NatsConnection nats;

  DeadLettersIT(TestSite site) {
    this.site = site;
    this.stream = Streams.rooms(site.siteId()).name();
    this.letters = Streams.deadLetters(site.siteId()).name();
  }

  @BeforeEach
  void connect() throws Exception {
    site.createStreams();
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    service = ServiceContext.start("room-worker", env, new ProcessConfig(""), s -> {});
    nats =
        service.connectNats(
            new NatsConfig(
                site.natsUrl(), site.natsCreds().toString(), "test", "chat.server.response"));
  }

  @AfterEach
  void stop() throws Exception {
    try {
      for (String name : new String[] {stream, letters}) {
        nats.management().deleteStream(name);
      }
    } catch (JetStreamApiException e) {
      assertThat(e.getErrorCode()).isEqualTo(404);
    } finally {
      service.close();
    }
  }

  private StreamWorker worker(int maxDeliver, StreamHandler handler) {
    var settings = new ConsumerConfig(Duration.ofMillis(500), maxDeliver, 512, 1000, true);
    return StreamWorker.of(
            nats, new StreamSource(Durables.roomWorker(site.siteId()), settings), handler, service)
        .start();
  }

  private void publish(Headers headers, byte[] body) throws Exception {
    nats.jetStream()
        .publish(
            NatsMessage.builder()
                .subject("chat.room.canonical." + site.siteId() + ".create")
                .headers(headers)
                .data(body)
                .build());
  }

  private MessageInfo onlyLetter() throws Exception {
    await()
        .until(() -> nats.management().getStreamInfo(letters).getStreamState().getMsgCount() > 0);
    var state = nats.management().getStreamInfo(letters).getStreamState();
    assertThat(state.getMsgCount()).isEqualTo(1);
    return nats.management().getMessage(letters, state.getLastSequence());
  }

  private long unsettled() throws Exception {
    var info = nats.management().getConsumerInfo(stream, "room-worker");
    return info.getNumPending() + info.getNumAckPending();
  }

  @Test
  void rejectedMessage_isFoundWithItsBodyHeadersAndReason() throws Exception {
    StreamWorker worker = worker(5, delivery -> new Outcome.Reject("no such\nthing: \u00fc"));
    publish(
        new Headers().put("Nats-Msg-Id", "id-1").put("X-Request-ID", "rid-1").put("a", "1", "2"),
        "body".getBytes(StandardCharsets.UTF_8));

    MessageInfo letter = onlyLetter();
    assertThat(letter.getSubject())
        .isEqualTo("deadletter." + site.siteId() + "." + stream + ".room-worker");
    assertThat(letter.getData()).asString().isEqualTo("body");
    Headers headers = letter.getHeaders();
    assertThat(headers.get("a")).containsExactly("1", "2");
    assertThat(headers.getFirst("X-Request-ID")).isEqualTo("rid-1");
    assertThat(headers.getFirst("Nats-Msg-Id")).isEqualTo(stream + ":1:room-worker");
    assertThat(headers.getFirst("Chat-Dead-Msg-Id")).isEqualTo("id-1");
    assertThat(headers.getFirst("Chat-Dead-Reason")).isEqualTo("no such?thing: ?");
    assertThat(headers.getFirst("Chat-Dead-Subject"))
        .isEqualTo("chat.room.canonical." + site.siteId() + ".create");
    assertThat(headers.getFirst("Chat-Dead-Stream-Seq")).isEqualTo("1");
    assertThat(headers.getFirst("Chat-Dead-Deliveries")).isEqualTo("1");
    assertThat(headers.getFirst("Chat-Dead-Service")).isEqualTo("room-worker");
    assertThat(headers.getFirst("Chat-Dead-At")).matches("\\d{4}-.*Z");
    await().until(() -> unsettled() == 0);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void largestMessage_isKeptWithoutItsBody() throws Exception {
    StreamWorker worker = worker(5, delivery -> new Outcome.Reject("too big to understand"));
    publish(new Headers(), new byte[(int) nats.client().getMaxPayload()]);
    MessageInfo letter = onlyLetter();
    assertThat(letter.getData()).isNullOrEmpty();
    assertThat(letter.getHeaders().getFirst("Chat-Dead-Stream-Seq")).isEqualTo("1");
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void missingDeadLetterStream_leavesTheMessageUnacknowledged() throws Exception {
    nats.management().deleteStream(letters);
    StreamWorker worker = worker(50, delivery -> new Outcome.Reject("never"));
    publish(new Headers(), new byte[] {1});
    await()
        .until(() -> nats.management().getConsumerInfo(stream, "room-worker").getRedelivered() > 0);
    assertThat(unsettled()).isEqualTo(1);
    site.createStreams();
    onlyLetter();
    await().until(() -> unsettled() == 0);
    worker.stop(Duration.ofSeconds(5));
  }

  @Test
  void workerThatDiesOnTheLastDelivery_leavesADeadLetter() throws Exception {
    var settings = new ConsumerConfig(Duration.ofMillis(500), 1, 512, 1000, true);
    DeadLetterWatch.join(nats, new StreamSetup(nats, false), site.siteId(), settings, service);
    new StreamSource(Durables.roomWorker(site.siteId()), settings).open(nats);
    publish(new Headers().put("X-Request-ID", "rid-2"), new byte[] {7});
    // takes the delivery and never answers, as a killed process does
    var taken = nats.client().getConsumerContext(stream, "room-worker").next(Duration.ofSeconds(5));
    assertThat(taken).isNotNull();
    // the server notices when somebody asks for more
    StreamWorker worker =
        worker(
            1,
            delivery -> {
              throw new AssertionError("delivered again");
            });

    MessageInfo letter = onlyLetter();
    assertThat(letter.getData()).containsExactly(7);
    assertThat(letter.getHeaders().getFirst("X-Request-ID")).isEqualTo("rid-2");
    assertThat(letter.getHeaders().getFirst("Chat-Dead-Deliveries")).isEqualTo("1");
    assertThat(letter.getHeaders().getFirst("Chat-Dead-Reason")).contains("last delivery");
    worker.stop(Duration.ofSeconds(5));
  }
}
