package chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.CreateRoomReply;
import chat.model.ErrorReply;
import chat.model.JobOperation;
import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.Json;
import chat.model.KeyGetRequest;
import chat.model.Message;
import chat.model.SendRequest;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The client on a real server, with a token as auth-service issues it; services are played here.
 */
@LocalServers
@Timeout(60)
class ChatClientIT {

  private final TestSite site;
  private final String account;
  private final TestRoom room;
  private final RoomKeyPair pair = TestRoom.newPair();
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
  private Connection fleet;
  private Dispatcher services;

  ChatClientIT(TestSite site) {
    this.site = site;
    this.account = "dora" + site.siteId();
    this.room = new TestRoom("r" + site.siteId(), site.siteId());
  }

  @BeforeEach
  void connectFleet() throws Exception {
    fleet =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    services = fleet.createDispatcher();
  }

  @AfterEach
  void closeFleet() throws Exception {
    fleet.close();
  }

  @Test
  void missedKey_isAskedForThroughAPrivateInbox() throws Exception {
    List<String> inboxes = new CopyOnWriteArrayList<>();
    services.subscribe(
        Subjects.getKey(account, room.ref.roomId(), room.ref.siteId()),
        request -> {
          inboxes.add(request.getReplyTo());
          fleet.publish(request.getReplyTo(), Json.write(keyAnswer(request.getData())));
        });
    fleet.flush(Duration.ofSeconds(2));

    try (ChatClient client = connect(site.natsUrl())) {
      client.open(room.ref);
      publish(Subjects.roomEvent(room.ref.roomId()), room.sealed(pair, 3, "hello"));

      awaitContents("hello");
      assertThat(inboxes)
          .isNotEmpty()
          .allSatisfy(inbox -> assertThat(inbox).startsWith("chat.user." + account + ".inbox."));
    }
  }

  @Test
  void keyEvent_opensWhatFollows() throws Exception {
    try (ChatClient client = connect(site.natsUrl())) {
      client.open(room.ref);
      publish(Subjects.roomKey(account), room.keyEvent(pair, 5));
      publish(Subjects.roomEvent(room.ref.roomId()), room.sealed(pair, 5, "hello"));
      publish(Subjects.userRoomEvent(account), room.plain("direct"));

      awaitContents("hello", "direct");
    }
  }

  @Test
  void roomCreation_waitsForTheJob() throws Exception {
    serve(
        Subjects.createRoom(account, site.siteId()),
        requestId -> new CreateRoomReply("accepted", "r9", "channel"),
        requestId -> new JobResult(requestId, JobOperation.ROOM_CREATE, JobStatus.OK, "r9", "", 1));

    try (ChatClient client = connect(site.natsUrl())) {
      assertThat(client.rooms().create(site.siteId(), "crew", Invited.users("erin")).orThrow())
          .isEqualTo(new CreateRoomReply("accepted", "r9", "channel"));
    }
  }

  @Test
  void sentMessage_isAnsweredUnderItsRequestId() throws Exception {
    services.subscribe(
        Subjects.send(account, room.ref.roomId(), room.ref.siteId()),
        sent -> {
          SendRequest request = read(sent.getData(), SendRequest.class);
          Message accepted = room.plain(request.content()).message().message();
          publish(Subjects.response(account, request.requestId()), accepted);
        });
    fleet.flush(Duration.ofSeconds(2));

    try (ChatClient client = connect(site.natsUrl())) {
      assertThat(client.messages().send(room.ref, Draft.of("早安")).orThrow().content())
          .isEqualTo("早安");
    }
  }

  @Test
  void nobodyServing_isToldAtOnce() throws Exception {
    try (ChatClient client = connect(site.natsUrl())) {
      assertThat(client.messages().get(room.ref, "m1"))
          .isEqualTo(new Answer.Missing<>("nobody serves this"));
    }
  }

  @Test
  void anotherAccountsClient_seesNothingOfThis() throws Exception {
    List<ClientEvent> erins = new CopyOnWriteArrayList<>();
    try (ChatClient client = connect(site.natsUrl());
        ChatClient erin = connect(site.natsUrl(), "erin" + site.siteId(), erins)) {
      publish(Subjects.roomKey(account), room.keyEvent(pair, 5));
      publish(Subjects.userRoomEvent(account), room.plain("direct"));

      awaitContents("direct");
      publish(Subjects.userRoomEvent(erin.account()), room.plain("to erin"));
      await().untilAsserted(() -> assertThat(erins).hasSize(1));
    }
  }

  @Test
  void brokenConnection_standsAgainAndAsksForOpenRooms() throws Exception {
    List<String> questions = new CopyOnWriteArrayList<>();
    services.subscribe(
        Subjects.getKey(account, room.ref.roomId(), room.ref.siteId()),
        request -> {
          questions.add(new String(request.getData(), UTF_8));
          fleet.publish(request.getReplyTo(), Json.write(keyAnswer(request.getData())));
        });
    fleet.flush(Duration.ofSeconds(2));
    URI server = URI.create(site.natsUrl());

    try (Cable cable = new Cable(server.getHost(), server.getPort());
        ChatClient client = connect("nats://127.0.0.1:" + cable.port())) {
      client.open(room.ref);
      await().until(() -> questions.size() == 1);

      cable.cut();

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(events).contains(new ClientEvent.Reconnected()));
      await().until(() -> questions.size() == 2);
      assertThat(questions).containsOnly("{}");
      publish(Subjects.roomEvent(room.ref.roomId()), room.sealed(pair, 3, "hello again"));
      awaitContents("hello again");
    }
  }

  @Test
  void loginThatIsRefused_fails() {
    AuthHandler nobody = Nats.staticCredentials("no.token.atall".toCharArray(), seed());

    assertThatThrownBy(
            () ->
                ChatClient.connect(
                    new ClientOptions(site.natsUrl(), account, nobody),
                    RoomCrypto.best(),
                    Clock.systemUTC(),
                    events::add))
        .isInstanceOf(IOException.class);
  }

  private static char[] seed() {
    try {
      return io.nats.client.NKey.createUser(null).getSeed();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ChatClient connect(String url) throws Exception {
    return connect(url, account, events);
  }

  private ChatClient connect(String url, String as, List<ClientEvent> listener) throws Exception {
    AuthHandler login = site.operator().login(as, Instant.now(), Duration.ofHours(1));
    return ChatClient.connect(
        new ClientOptions(url, as, login), RoomCrypto.best(), Clock.systemUTC(), listener::add);
  }

  /** Answers requests, and publishes a result under their id. */
  private void serve(
      String subject, Function<String, Record> answer, Function<String, Record> result)
      throws Exception {
    services.subscribe(
        subject,
        request -> {
          String requestId = request.getHeaders().getFirst("X-Request-ID");
          fleet.publish(request.getReplyTo(), Json.write(answer.apply(requestId)));
          publish(Subjects.response(account, requestId), result.apply(requestId));
        });
    fleet.flush(Duration.ofSeconds(2));
  }

  private Record keyAnswer(byte[] question) {
    Long version = read(question, KeyGetRequest.class).version();
    return version == null || version == 3
        ? room.answer(pair, 3)
        : ErrorReply.of("room key not available");
  }

  private void publish(String subject, Record body) {
    fleet.publish(subject, Json.write(body));
  }

  private static <T extends Record> T read(byte[] body, Class<T> type) {
    try {
      return Json.read(body, type);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void awaitContents(String... contents) {
    await()
        .untilAsserted(
            () ->
                assertThat(events)
                    .filteredOn(ClientEvent.RoomChanged.class::isInstance)
                    .extracting(
                        event -> TestRoom.content(((ClientEvent.RoomChanged) event).update()))
                    .containsExactlyInAnyOrder(contents));
  }
}
