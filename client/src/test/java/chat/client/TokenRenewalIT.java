package chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Json;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that end, on a real server: what happens meanwhile, and what a client hears of it. */
@LocalServers
@Timeout(120)
class TokenRenewalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestSite site;
  private final String account;
  private final TestRoom room;
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger published = new AtomicInteger();
  private FakeAuth auth;
  private Connection fleet;
  private ScheduledExecutorService publisher;

  TokenRenewalIT(TestSite site) {
    this.site = site;
    this.account = "dora" + site.siteId();
    this.room = new TestRoom("r" + site.siteId(), site.siteId());
  }

  @BeforeEach
  void start() throws Exception {
    auth = new FakeAuth(site.operator(), account, Duration.ofSeconds(4));
    fleet =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    publisher = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterEach
  void stop() throws Exception {
    publisher.shutdownNow();
    fleet.close();
    auth.close();
  }

  private ChatLogin logIn() throws Exception {
    return ChatLogin.withSso(auth.address(), () -> "a token", Clock.systemUTC());
  }

  private ChatClient connect(ChatLogin login) throws Exception {
    return ChatClient.connect(
        new ClientOptions(site.natsUrl(), login),
        RoomCrypto.best(),
        Clock.systemUTC(),
        events::add);
  }

  private void publishNext() {
    String content = Integer.toString(published.getAndIncrement());
    fleet.publish(Subjects.userRoomEvent(account), Json.write(room.plain(content)));
  }

  private List<String> heard() {
    return events.stream()
        .filter(ClientEvent.RoomChanged.class::isInstance)
        .map(event -> TestRoom.content(((ClientEvent.RoomChanged) event).update()))
        .toList();
  }

  @Test
  void renewal_losesNoEvent_repeatsNone_andKeepsTheirOrder() throws Exception {
    var answered = new AtomicInteger();
    var missed = new CopyOnWriteArrayList<Answer<?>>();
    fleet
        .createDispatcher()
        .subscribe(
            Subjects.listRooms(account),
            request -> fleet.publish(request.getReplyTo(), "{\"rooms\":null}".getBytes()));
    fleet.flush(Duration.ofSeconds(5));
    try (ChatClient client = connect(logIn())) {
      publisher.scheduleAtFixedRate(this::publishNext, 0, 2, TimeUnit.MILLISECONDS);
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!Thread.currentThread().isInterrupted()) {
                        Answer<?> answer = client.rooms().list();
                        if (answer instanceof Answer.Given<?>) {
                          answered.incrementAndGet();
                        } else {
                          missed.add(answer);
                        }
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      await().atMost(PATIENCE).until(() -> auth.logins.get() >= 4);
      asking.interrupt();
      asking.join();
      publisher.shutdown();
      assertThat(publisher.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
      fleet.flush(Duration.ofSeconds(5));

      await().until(() -> heard().size() >= published.get());
      assertThat(heard())
          .isEqualTo(IntStream.range(0, published.get()).mapToObj(Integer::toString).toList());
      assertThat(missed).isEmpty();
      assertThat(answered).hasPositiveValue();
      assertThat(events).doesNotContain(new ClientEvent.Reconnected());
    }
  }

  @Test
  void authServiceThatStaysAway_costsTheConnection_untilItIsBack() throws Exception {
    try (ChatClient client = connect(logIn())) {
      auth.refusal = 503;
      // once the token has ended nothing can be asked any more
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  client.rooms().list() instanceof Answer.Missing<?>(String reason)
                      && !reason.equals("nobody serves this"));

      auth.refusal = 0;

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(events).contains(new ClientEvent.Reconnected()));
      publishNext();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard()).containsExactly("0"));
    }
  }

  @Test
  void loginThatIsRefused_saysWhatAuthServiceSaid() {
    auth.refusal = 401;

    assertThatThrownBy(this::logIn)
        .isInstanceOfSatisfying(
            LoginRefusedException.class, e -> assertThat(e.status()).isEqualTo(401))
        .hasMessage("refused by the test");
  }

  @Test
  void login_tellsWhoItIs_andMakesACredentialsFile() throws Exception {
    ChatLogin login = logIn();

    assertThat(login.user().account()).isEqualTo(account);
    assertThat(login.user().engName()).isEqualTo("a token");
    assertThat(login.credentials()).contains("BEGIN NATS USER JWT", "BEGIN USER NKEY SEED");
    assertThat(login.toString()).doesNotContain("eyJ");
  }

  @Test
  void renewalForAnotherAccount_isRefused() throws Exception {
    ChatLogin login = logIn();
    auth.account = "erin";

    assertThatThrownBy(login::renew)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another account");
    assertThat(login.user().account()).isEqualTo(account);
  }
}
