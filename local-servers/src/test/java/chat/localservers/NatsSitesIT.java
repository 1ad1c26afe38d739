package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.localservers.Federation.Remote;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // an interrupt while closing fails the test
class NatsSitesIT {

  @TempDir private Path temp;
  private NatsSites sites;
  private NatsSite north;
  private NatsSite south;

  @BeforeEach
  void twoSites() throws Exception {
    var operator = LocalOperator.in(temp.resolve("keys"), Instant.now());
    sites = new NatsSites(ThisMachine.nats(), temp.resolve("nats"), operator);
    north = sites.add("north");
    south = sites.add("south");
    sites.startAll();
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void coreMessage_crossesTheSites_alsoToOneAddedLater() throws Exception {
    NatsSite east = sites.add("east");
    sites.start(east);

    try (var from = connect(north);
        var atSouth = connect(south);
        var atEast = connect(east)) {
      for (Connection to : List.of(atSouth, atEast)) {
        to.createDispatcher(m -> to.publish(m.getReplyTo(), m.getData())).subscribe("echo");
        to.flush(Duration.ofSeconds(5));
      }
      // interest spreads on its own time
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                var answers = from.subscribe("answers");
                from.publish("echo", "answers", new byte[] {1});
                assertThat(answers.nextMessage(Duration.ofSeconds(1))).isNotNull();
                assertThat(answers.nextMessage(Duration.ofSeconds(1))).isNotNull();
              });
    }
  }

  @Test
  void killedSite_startedAgain_keepsItsStreamsAndAddress() throws Exception {
    String url = north.url();
    createStreams(north, south);
    publishForSouth(1);
    north.kill();
    assertThat(north.alive()).isFalse();
    sites.start(north);

    assertThat(north.url()).isEqualTo(url);
    try (var nats = connect(north)) {
      var info = nats.jetStreamManagement().getStreamInfo("OUTBOX_north");
      assertThat(info.getStreamState().getMsgCount()).isEqualTo(1);
    }
  }

  @Test
  void originAway_comesBack_waiterIsWokenSoon() throws Exception {
    createStreams(north, south);
    createStreams(south, north);
    try (var nats = connect(south);
        var _ = new SourceWaker(nats, "south", List.of(new Remote("north", "north")))) {
      var arrivals = nats.jetStream().subscribe("chat.inbox.south.aggregate.>");
      publishForSouth(1);
      assertThat(next(arrivals)).isEqualTo(1);
      north.kill();
      sites.start(north);
      publishForSouth(2);

      // left to itself the source needs up to 40 s
      assertThat(next(arrivals)).isEqualTo(2);
      publishForSouth(3);
      assertThat(next(arrivals)).isEqualTo(3);
    }
  }

  @Test
  void sourceMissing_isAddedByTheWaker() throws Exception {
    createStreams(north, south);
    try (var nats = connect(south)) {
      Federation.ensure(nats.jetStreamManagement(), Federation.streams("south", List.of()));
      publishForSouth(1);
      try (var _ = new SourceWaker(nats, "south", List.of(new Remote("north", "north")))) {
        var arrivals = nats.jetStream().subscribe("chat.inbox.south.aggregate.>");
        assertThat(next(arrivals)).isEqualTo(1);
      }
    }
  }

  @Test
  void streamsAgain_keepTheSources() throws Exception {
    createStreams(south, north);
    try (var nats = connect(south)) {
      Federation.ensure(nats.jetStreamManagement(), Federation.streams("south", List.of()));
      var inbox = nats.jetStreamManagement().getStreamInfo("INBOX_south").getConfiguration();
      assertThat(inbox.getSources()).hasSize(1);
    }
  }

  @Test
  void withoutLogin_isRefused() {
    assertThatThrownBy(() -> Nats.connect(north.url())).isInstanceOf(AuthenticationException.class);
  }

  @Test
  void monitorOfAnotherServer_isRefused() {
    assertThatThrownBy(() -> new NatsMonitor(north.monitorPort()).expect("nats-other"))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("another server");
  }

  private static int next(JetStreamSubscription arrivals) throws Exception {
    var message = arrivals.nextMessage(Duration.ofSeconds(30));
    assertThat(message).isNotNull();
    message.ack();
    return message.getData()[0];
  }

  private void publishForSouth(int content) throws Exception {
    try (var nats = connect(north)) {
      byte[] body = {(byte) content};
      nats.jetStream().publish("outbox.north.to.south.member_added", body);
    }
  }

  private void createStreams(NatsSite site, NatsSite remote) throws Exception {
    try (var nats = connect(site)) {
      var streams =
          Federation.streams(site.name(), List.of(new Remote(remote.name(), remote.name())));
      Federation.ensure(nats.jetStreamManagement(), streams);
    }
  }

  private Connection connect(NatsSite site) throws Exception {
    String creds = sites.operator().backendCreds().toString();
    return Nats.connect(
        Options.builder().server(site.url()).authHandler(Nats.credentials(creds)).build());
  }
}
