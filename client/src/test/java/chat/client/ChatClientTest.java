package chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.client.FakeWire.Sent;
import chat.model.AddMembersRequest;
import chat.model.CreateRoomReply;
import chat.model.CreateRoomRequest;
import chat.model.ErrorReply;
import chat.model.GetMessageRequest;
import chat.model.HistoryMode;
import chat.model.Ids;
import chat.model.JobOperation;
import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.KeyGetRequest;
import chat.model.ListRoomsReply;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.Message;
import chat.model.Notification;
import chat.model.RemoveMemberRequest;
import chat.model.RoomEvent;
import chat.model.SearchAppsRequest;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.model.SearchRoomsReply;
import chat.model.SearchRoomsRequest;
import chat.model.SendRequest;
import chat.model.StatusReply;
import chat.model.Subscription;
import chat.model.SubscriptionUpdate;
import chat.model.SubscriptionUser;
import chat.model.UserHit;
import chat.roomcrypto.RoomKeyPair;
import io.nats.client.AuthHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.Mockito;

@Timeout(30)
class ChatClientTest {

  private final TestRoom room = new TestRoom("r1", "north");
  private final RoomKeyPair pair = TestRoom.newPair();
  private final FakeWire wire = new FakeWire();
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
  private final ChatClient client =
      new ChatClient(
          wire,
          new ClientOptions(
              "nats://nowhere",
              "dora",
              Mockito.mock(AuthHandler.class),
              Duration.ofSeconds(5),
              Duration.ofMillis(300)),
          TestRoom.CRYPTO,
          Clock.systemUTC(),
          _ -> new CountDownLatch(1).await(),
          events::add);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void subscriptions_areNoWiderThanNeeded() {
    assertThat(wire.subjects())
        .containsExactlyInAnyOrder(
            "chat.user.dora.event.>", "chat.user.dora.response.>", "chat.user.dora.notification");
  }

  @Nested
  class Events {

    @Test
    void directMessage_isPassedOn() {
      wire.deliver("chat.user.dora.event.room", room.plain("hello"));

      assertThat(contents()).containsExactly("hello");
    }

    @Test
    void sealedEventOfAnOpenRoom_isOpenedWithTheKeyEvent() {
      client.open(room.ref);
      wire.deliver("chat.user.dora.event.room.key", room.keyEvent(pair, 0));

      wire.deliver("chat.room.r1.event", room.sealed(pair, 0, "hello"));

      assertThat(events.getFirst()).isEqualTo(new ClientEvent.KeyReceived("r1", 0));
      assertThat(contents()).containsExactly("hello");
    }

    @Test
    void sealedEventWithoutKey_isAskedForAtTheHomeSiteOfTheEvent() {
      wire.serve(
          "chat.user.dora.request.room.r1.south.key.get",
          request -> {
            Long version = request.read(KeyGetRequest.class).version();
            return version == null
                ? ErrorReply.of("room key not available")
                : room.answer(pair, version);
          });
      client.open(room.ref);

      wire.deliver("chat.room.r1.event", new TestRoom("r1", "south").sealed(pair, 4, "hello"));

      await().untilAsserted(() -> assertThat(contents()).containsExactly("hello"));
      assertThat(wire.requested)
          .filteredOn(sent -> sent.subject().contains(".south."))
          .singleElement()
          .satisfies(
              sent -> assertThat(new String(sent.body(), UTF_8)).isEqualTo("{\"version\":4}"));
    }

    @Test
    void openedRoom_isAskedForItsCurrentKey() {
      wire.serve("chat.user.dora.request.room.r1.north.key.get", _ -> room.answer(pair, 9));

      client.open(room.ref);
      client.open(room.ref);

      await()
          .untilAsserted(
              () -> {
                assertThat(wire.requested).hasSize(1);
                wire.deliver("chat.room.r1.event", room.sealed(pair, 9, "hello"));
                assertThat(contents()).contains("hello");
              });
      assertThat(new String(wire.requested.getFirst().body(), UTF_8)).isEqualTo("{}");
      assertThat(wire.subjects()).contains("chat.room.r1.event", "chat.room.r1.event.member");
    }

    @Test
    void closedRoom_isNotFollowed() {
      client.open(room.ref);

      client.close(room.ref);

      wire.deliver("chat.room.r1.event", room.plain("hello"));
      assertThat(events).isEmpty();
      assertThat(wire.subjects()).hasSize(3);
    }

    @Test
    void reconnect_asksAnewForOpenRoomsAndTells() {
      wire.serve("chat.user.dora.request.room.r1.north.key.get", _ -> room.answer(pair, 9));
      client.open(room.ref);
      await().until(() -> wire.requested.size() == 1);

      await()
          .untilAsserted(
              () -> {
                wire.reconnect();
                assertThat(wire.requested).hasSizeGreaterThanOrEqualTo(2);
              });

      assertThat(events).contains(new ClientEvent.Reconnected());
    }

    @Test
    void failedKeyService_isNoRefusal() {
      wire.serve(
          "chat.user.dora.request.room.r1.north.key.get", _ -> ErrorReply.of("internal error"));
      client.open(room.ref);

      wire.deliver("chat.room.r1.event", room.sealed(pair, 0, "hello"));

      await().until(() -> wire.requested.size() == 2);
      assertThat(events).isEmpty();
    }

    @Test
    void eventOfAnotherRoom_isDropped() {
      client.open(room.ref);

      wire.deliver("chat.room.r1.event", new TestRoom("r2", "north").plain("hello"));

      assertThat(events).isEmpty();
    }

    @Test
    void sealedEventWhoseSiteIsNoToken_isLocked() {
      client.open(room.ref);

      wire.deliver("chat.room.r1.event", new TestRoom("r1", "no.*").sealed(pair, 0, "hello"));

      assertThat(contents()).containsExactly("locked: MALFORMED");
    }

    @Test
    void memberEvents_areToldApart() {
      MemberAdded added =
          new MemberAdded(
              "member_added", "r1", "crew", "channel", List.of("erin"), "north", "dora", 1, 0, 2);
      MemberRemoved left = new MemberRemoved("member_left", "r1", List.of("erin"), "north", "", 3);
      client.open(room.ref);

      wire.deliver("chat.room.r1.event.member", added);
      wire.deliver("chat.room.r1.event.member", left);

      assertThat(events)
          .containsExactly(
              new ClientEvent.MembersAdded(added), new ClientEvent.MembersRemoved(left));
    }

    @Test
    void subscriptionUpdateAndNotification_arePassedOn() {
      SubscriptionUpdate update =
          new SubscriptionUpdate(
              "u-1", Subscription.removed(new SubscriptionUser("u-1", "dora"), "r1"), "removed", 1);
      Notification notification =
          new Notification(
              "new_message", "r1", room.plain("hello").message().message(), null, "", 2);

      wire.deliver("chat.user.dora.event.subscription.update", update);
      wire.deliver("chat.user.dora.notification", notification);

      assertThat(events)
          .containsExactly(
              new ClientEvent.SubscriptionChanged(update), new ClientEvent.Notified(notification));
    }

    @Test
    void sealedNotification_isOpenedLikeALiveEvent() {
      Notification sealed = room.sealedNotification(pair, 0, "hello");
      wire.deliver("chat.user.dora.event.room.key", room.keyEvent(pair, 0));

      wire.deliver("chat.user.dora.notification", sealed);

      assertThat(sealed.message().content()).isEmpty();
      assertThat(events.getLast())
          .isEqualTo(
              new ClientEvent.Notified(
                  new Notification(
                      "new_message",
                      "r1",
                      room.plain("hello").message().message(),
                      null,
                      "north",
                      sealed.timestamp())));
    }

    @Test
    void keyOfASealedNotification_isAskedForAtItsHomeSite_onceForTheEventsOfThatVersionToo() {
      AtomicInteger asked = new AtomicInteger();
      wire.serve(
          "chat.user.dora.request.room.r1.north.key.get",
          request -> {
            asked.incrementAndGet();
            return room.answer(pair, 4);
          });

      wire.deliver("chat.user.dora.notification", room.sealedNotification(pair, 4, "hello"));

      await().untilAsserted(() -> assertThat(notified()).containsExactly("hello"));
      wire.deliver("chat.user.dora.notification", room.sealedNotification(pair, 4, "again"));
      assertThat(notified()).containsExactly("hello", "again");
      assertThat(asked).hasValue(1);
    }

    @Test
    void sealedNotificationThatCannotBeOpened_isPassedOnAsLocked() {
      Notification nowhere = room.sealedNotification(pair, 4, "hello");
      Notification withoutSite =
          new Notification(
              "new_message", "r1", nowhere.message(), nowhere.encryptedMessage(), "", 2);

      wire.deliver("chat.user.dora.notification", withoutSite);
      wire.deliver("chat.user.dora.notification", nowhere);
      client.close();

      assertThat(events)
          .containsExactly(
              new ClientEvent.NotifiedLocked(withoutSite, RoomUpdate.Reason.MALFORMED),
              new ClientEvent.NotifiedLocked(nowhere, RoomUpdate.Reason.CLIENT_CLOSED));
    }

    private List<String> notified() {
      return events.stream()
          .filter(ClientEvent.Notified.class::isInstance)
          .map(event -> ((ClientEvent.Notified) event).notification().message().content())
          .toList();
    }

    @Test
    void malformedAndUnknownEvents_hinderNothing() {
      wire.deliver("chat.user.dora.event.room", "{".getBytes(UTF_8));
      wire.deliver("chat.user.dora.event.room.key", "[]".getBytes(UTF_8));
      wire.deliver("chat.user.dora.event.room.key", "{}".getBytes(UTF_8));
      wire.deliver("chat.user.dora.event.something.new", "{}".getBytes(UTF_8));
      wire.deliver("chat.user.dora.event.room", room.plain("hello"));

      assertThat(contents()).containsExactly("hello");
      assertThat(events).hasSize(1);
    }

    @Test
    void close_passesOnWhatWaitsAndClosesTheWire() {
      client.open(room.ref);
      wire.deliver("chat.room.r1.event", room.sealed(pair, 0, "hello"));

      client.close();

      assertThat(contents()).containsExactly("locked: CLIENT_CLOSED");
      assertThat(wire.closed).isTrue();
    }
  }

  @Nested
  class RoomJobs {

    private static final String CREATE = "chat.user.dora.request.room.north.create";

    @Test
    void create_waitsForTheJob() throws Exception {
      wire.serve(
          CREATE,
          request -> {
            finish(request, JobOperation.ROOM_CREATE, JobStatus.OK, "");
            return new CreateRoomReply("accepted", "r1", "channel");
          });

      Answer<CreateRoomReply> answer =
          client.rooms().create("north", "crew", Invited.users("erin"));

      assertThat(answer)
          .isEqualTo(new Answer.Given<>(new CreateRoomReply("accepted", "r1", "channel")));
      Sent request = wire.requested.getFirst();
      assertThat(Ids.isRequestId(request.requestId())).isTrue();
      CreateRoomRequest body = request.read(CreateRoomRequest.class);
      assertThat(body.name()).isEqualTo("crew");
      assertThat(body.users()).containsExactly("erin");
    }

    @Test
    void refusedRequest_isNotWaitedFor() throws Exception {
      wire.serve(CREATE, _ -> new ErrorReply("dm already exists", "", "u-1u-2"));

      assertThat(client.rooms().create("north", "", Invited.users("erin")))
          .isEqualTo(new Answer.Refused<>(new ErrorReply("dm already exists", "", "u-1u-2")));
    }

    @Test
    void failedJob_isRefused() throws Exception {
      wire.serve(
          CREATE,
          request -> {
            finish(request, JobOperation.ROOM_CREATE, JobStatus.ERROR, "room key absent for r1");
            return new CreateRoomReply("accepted", "r1", "channel");
          });

      assertThat(client.rooms().create("north", "crew", Invited.users("erin")))
          .isEqualTo(new Answer.Refused<>(new ErrorReply("room key absent for r1", "", "r1")));
    }

    @Test
    void jobWithoutResult_isMissing() throws Exception {
      wire.serve(CREATE, _ -> new CreateRoomReply("accepted", "r1", "channel"));

      assertThat(client.rooms().create("north", "crew", Invited.users("erin")))
          .isEqualTo(new Answer.Missing<>("accepted, but no result within 300 ms"));
    }

    @Test
    void nobodyThere_isMissing() throws Exception {
      assertThat(client.rooms().create("north", "crew", Invited.users("erin")))
          .isEqualTo(new Answer.Missing<>("nobody serves this"));
    }

    @Test
    void addAndRemove_waitForTheirJobs() throws Exception {
      wire.serve(
          "chat.user.dora.request.room.r1.north.member.add",
          request -> {
            finish(request, JobOperation.MEMBER_ADD, JobStatus.OK, "");
            return StatusReply.ACCEPTED;
          });
      wire.serve(
          "chat.user.dora.request.room.r1.north.member.remove",
          request -> {
            finish(request, JobOperation.MEMBER_REMOVE, JobStatus.OK, "");
            return StatusReply.ACCEPTED;
          });

      Answer<StatusReply> done = new Answer.Given<>(StatusReply.ACCEPTED);
      assertThat(client.rooms().add(room.ref, Invited.users("erin"), HistoryMode.NONE))
          .isEqualTo(done);
      assertThat(client.rooms().remove(room.ref, "erin")).isEqualTo(done);
      assertThat(client.rooms().removeOrg(room.ref, "dept-77")).isEqualTo(done);

      AddMembersRequest added = wire.requested.get(0).read(AddMembersRequest.class);
      assertThat(added.history().mode()).isEqualTo("none");
      assertThat(added.roomId()).isEqualTo("r1");
      assertThat(wire.requested.get(1).read(RemoveMemberRequest.class))
          .isEqualTo(new RemoveMemberRequest("r1", "dora", "erin", "", 0, ""));
      assertThat(wire.requested.get(2).read(RemoveMemberRequest.class))
          .isEqualTo(new RemoveMemberRequest("r1", "dora", "", "dept-77", 0, ""));
      assertThat(wire.requested).extracting(Sent::requestId).doesNotHaveDuplicates();
    }

    @Test
    void listAndGet_readWhatThereIs() throws Exception {
      wire.serve("chat.user.dora.request.rooms.list", _ -> new ListRoomsReply(null));
      wire.serve(
          "chat.user.dora.request.rooms.get.r1", _ -> ErrorReply.of("room \"r1\" not found: gone"));

      assertThat(client.rooms().list()).isEqualTo(new Answer.Given<>(new ListRoomsReply(null)));
      assertThat(client.rooms().get("r1"))
          .isEqualTo(new Answer.Refused<>(ErrorReply.of("room \"r1\" not found: gone")));
      assertThat(wire.requested).allSatisfy(sent -> assertThat(sent.body()).isEmpty());
    }

    @Test
    void searches_askTheServiceOfTheOwnSite() throws Exception {
      wire.serve(
          "chat.user.dora.request.search.messages", _ -> new SearchMessagesReply(List.of(), 3));
      wire.serve("chat.user.dora.request.search.rooms", _ -> new SearchRoomsReply(List.of()));
      wire.serve("chat.user.dora.request.search.apps", _ -> ErrorReply.of("query is required"));

      var searches = client.searches();
      assertThat(searches.messages(new SearchMessagesRequest("crane", List.of("r1"), 5, 0)))
          .isEqualTo(new Answer.Given<>(new SearchMessagesReply(List.of(), 3)));
      assertThat(new String(wire.requested.getLast().body(), UTF_8))
          .isEqualTo("{\"query\":\"crane\",\"roomIds\":[\"r1\"],\"size\":5}");
      assertThat(searches.rooms(new SearchRoomsRequest("harbour", "channel", 0, 0)))
          .isEqualTo(new Answer.Given<>(new SearchRoomsReply(List.of())));
      assertThat(searches.apps(new SearchAppsRequest("", null, 0, 0)))
          .isEqualTo(new Answer.Refused<>(ErrorReply.of("query is required")));
    }

    @Test
    void searchOfUsers_isAnsweredWithAListOrARefusal() throws Exception {
      String subject = "chat.user.dora.request.search.users";
      wire.serveRaw(subject, "[{\"account\":\"erin\"}]".getBytes(UTF_8));
      assertThat(client.searches().users("eri"))
          .isEqualTo(new Answer.Given<>(List.of(new UserHit("erin", "", ""))));
      wire.serveRaw(subject, "null".getBytes(UTF_8));
      assertThat(client.searches().users("eri")).isEqualTo(new Answer.Given<>(List.of()));
      wire.serve(subject, _ -> ErrorReply.of("user search backend unavailable"));
      assertThat(client.searches().users("eri"))
          .isEqualTo(new Answer.Refused<>(ErrorReply.of("user search backend unavailable")));
      wire.serveRaw(subject, "[5]".getBytes(UTF_8));
      assertThat(client.searches().users("eri")).isInstanceOf(Answer.Missing.class);
    }

    private void finish(Sent request, String operation, String status, String error) {
      wire.deliver(
          "chat.user.dora.response." + request.requestId(),
          new JobResult(request.requestId(), operation, status, "r1", error, 1));
    }
  }

  @Nested
  class Saying {

    private static final String SEND = "chat.user.dora.room.r1.north.msg.send";

    @Test
    void send_waitsForTheAcceptedMessage() throws Exception {
      wire.whenPublished(SEND, sent -> respond(sent, accepted(sent)));

      Message message = client.messages().send(room.ref, Draft.of("hello")).orThrow();

      assertThat(message.content()).isEqualTo("hello");
      Sent sent = wire.published.getFirst();
      SendRequest request = sent.read(SendRequest.class);
      assertThat(Ids.isMessageId(request.id())).isTrue();
      assertThat(sent.requestId()).isEqualTo(request.requestId());
      assertThat(new String(sent.body(), UTF_8))
          .doesNotContain("threadParent")
          .doesNotContain("quoted");
    }

    @Test
    void reply_carriesItsParent() throws Exception {
      client.messages().send(room.ref, "m".repeat(20), Draft.reply("hello", "p1", 0));

      SendRequest request = wire.published.getFirst().read(SendRequest.class);
      assertThat(request.id()).isEqualTo("m".repeat(20));
      assertThat(request.threadParentMessageId()).isEqualTo("p1");
      assertThat(request.threadParentMessageCreatedAt()).isZero();
    }

    @Test
    void refusedSend_tellsWhy() throws Exception {
      wire.whenPublished(SEND, sent -> respond(sent, ErrorReply.of("content must not be empty")));

      assertThat(client.messages().send(room.ref, Draft.of("")))
          .isEqualTo(new Answer.Refused<>(ErrorReply.of("content must not be empty")));
    }

    @Test
    void unansweredSend_isMissing() throws Exception {
      assertThat(client.messages().send(room.ref, Draft.of("hello")))
          .isEqualTo(new Answer.Missing<>("no result within 300 ms"));
    }

    @Test
    void history_isAskedAtTheHomeSite() throws Exception {
      LoadHistoryReply page = new LoadHistoryReply(List.of(), 5L);
      wire.serve("chat.user.dora.request.room.r1.north.msg.history", _ -> page);

      assertThat(client.messages().history(room.ref, new LoadHistoryRequest(7L, 20, null)))
          .isEqualTo(new Answer.Given<>(page));
      assertThat(new String(wire.requested.getFirst().body(), UTF_8))
          .isEqualTo("{\"before\":7,\"limit\":20}");
    }

    @Test
    void messageThatIsAway_isRefused() throws Exception {
      wire.serve(
          "chat.user.dora.request.room.r1.north.msg.get",
          request -> {
            assertThat(request.read(GetMessageRequest.class).messageId()).isEqualTo("m1");
            return ErrorReply.of("message not found", "not_found");
          });

      assertThat(client.messages().get(room.ref, "m1"))
          .isEqualTo(new Answer.Refused<>(ErrorReply.of("message not found", "not_found")));
    }

    @Test
    void malformedAnswer_isMissing() throws Exception {
      wire.serveRaw("chat.user.dora.request.room.r1.north.msg.get", "[1]".getBytes(UTF_8));

      assertThat(client.messages().get(room.ref, "m1")).isInstanceOf(Answer.Missing.class);
    }

    private void respond(Sent sent, Record body) {
      wire.deliver("chat.user.dora.response." + sent.requestId(), body);
    }

    private Message accepted(Sent sent) {
      RoomEvent event = room.plain(sent.read(SendRequest.class).content());
      return event.message().message();
    }
  }

  private List<String> contents() {
    return events.stream()
        .filter(ClientEvent.RoomChanged.class::isInstance)
        .map(event -> TestRoom.content(((ClientEvent.RoomChanged) event).update()))
        .toList();
  }
}
