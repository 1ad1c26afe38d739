package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.MemberRemoved;
import chat.model.Subjects;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalServers
class MemberEventsIT {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final TestSite site;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger missed = new AtomicInteger();
  private ServiceContext service;
  private NatsConnection nats;
  private MemberEvents events;

  private final MemberEvents.Listener listener =
      new MemberEvents.Listener() {
        @Override
        public void changed(String roomId, List<String> accounts) {
          heard.add(roomId + accounts);
        }

        @Override
        public void missed() {
          missed.incrementAndGet();
        }
      };

  MemberEventsIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void listen() throws Exception {
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    service = ServiceContext.start("test", env, new ProcessConfig(""), s -> {});
    nats =
        service.connectNats(
            new NatsConfig(
                site.natsUrl(), site.natsCreds().toString(), "test", "chat.server.response"));
    events = MemberEvents.listen(nats, service.threads(), listener);
    nats.client().flush(WAIT);
  }

  @AfterEach
  void stop() {
    events.close();
    service.close();
  }

  private void publish(String subject, byte[] body) {
    new NatsPublisher(nats).publish(subject, null, body);
  }

  @Test
  void whoLeaves_isHeardOf_alsoWhenTheEventCannotBeRead() {
    var removed = new MemberRemoved("member_left", "r1", List.of("kenji"), "tokyo", "", 1);
    publish(Subjects.memberEvent("r1"), Json.write(removed));
    publish(Subjects.memberEvent("r2"), "nonsense".getBytes(StandardCharsets.UTF_8));
    publish(Subjects.roomEvent("r3"), Json.write(removed));
    publish(Subjects.memberEvent("r4"), new byte[0]);
    await().atMost(WAIT).until(() -> heard.contains("r4[]"));
    assertThat(heard).containsExactly("r1[kenji]", "r2[]", "r4[]");
  }

  @Test
  void whoCatchesUp_hasHeardWhatCameBeforeTheMessageInHand() throws Exception {
    Subscription messages = nats.client().subscribe("message.>");
    for (int i = 0; i < 200; i++) {
      String room = "room" + i;
      publish(Subjects.memberEvent(room), new byte[0]);
      publish("message." + i, new byte[0]);
      assertThat(messages.nextMessage(WAIT)).isNotNull();
      events.catchUp();
      assertThat(heard).contains(room + "[]");
    }
  }

  @Test
  void connectionThatBreaks_mayHaveMissedSomething() throws Exception {
    nats.client().forceReconnect();
    await().atMost(WAIT).until(() -> missed.get() >= 1 && nats.isConnected());
    nats.client().flush(WAIT);
    publish(Subjects.memberEvent("r5"), new byte[0]);
    await().atMost(WAIT).until(() -> heard.contains("r5[]"));
  }

  @Test
  void closedConnection_isNoGroundToTrustWhatIsRemembered() throws Exception {
    nats.drain(WAIT);
    int before = missed.get();
    events.catchUp();
    assertThat(missed.get()).isGreaterThan(before);
  }

  @Test
  void closed_hearsNothingMore() throws Exception {
    events.close();
    publish(Subjects.memberEvent("r6"), new byte[0]);
    nats.client().flush(WAIT);
    assertThat(heard).isEmpty();
  }
}
