package chat.roomservice;

import static chat.roomservice.TestRoomService.REQUEST_ID;
import static chat.roomservice.TestRoomService.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.model.Json;
import chat.model.OutboxEvent;
import chat.model.Room;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.Timestamps;
import chat.model.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message read and read receipt (02 §9.8, §9.9). */
class ReadingTest {
  private static final String INTERNAL = error("internal error");
  private static final String ACCEPTED = "{\"status\":\"accepted\"}";
  private static final String NOT_A_MEMBER = error("only room members can list members");
  private static final Instant SAID = Instant.parse("2025-12-31T23:00:00Z");

  private final TestRoomService service = new TestRoomService();
  private final Documents site = service.site;

  private Stores with(SubscriptionStore subscriptions, MessageStore messages) {
    return new Stores(
        service.stores.users(),
        service.stores.rooms(),
        subscriptions,
        service.stores.members(),
        service.stores.apps(),
        messages);
  }

  @Nested
  class Read {
    private static final String SUBJECT = "chat.user.dora.request.room.r1.site-a.message.read";

    private User dora;

    @BeforeEach
    void room() {
      dora = site.user("dora");
      site.room(SampleRoom.of("r1").lastMsgAt(SAID).make());
    }

    private void member(@Nullable Instant lastSeenAt) {
      site.subscription(SampleSubscription.of("r1", dora).lastSeenAt(lastSeenAt));
    }

    private String read() {
      return service.ask(SUBJECT, "not even JSON");
    }

    private Subscription own() {
      return service.stores.subscriptions().find("r1", "dora").orElseThrow();
    }

    private @Nullable Instant floor() {
      return service.stores.rooms().find("r1").map(Room::minUserLastSeenAt).orElse(null);
    }

    @Test
    void firstReading_isMarkedAndMovesTheFloor() {
      member(null);
      assertThat(read()).isEqualTo(ACCEPTED);
      assertThat(own().lastSeenAt()).isEqualTo(service.clock.instant());
      assertThat(floor()).isEqualTo(service.clock.instant());
      service.expectNothingPublished();
    }

    @Test
    void floor_isWhatEverybodyWhoLookedHasSeen() {
      member(SAID.minusSeconds(9));
      site.subscription(
          SampleSubscription.of("r1", site.user("erin")).lastSeenAt(SAID.minusSeconds(5)));
      site.member("r1", site.user("farid"));
      read();
      assertThat(floor()).isEqualTo(SAID.minusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"1,false", "0,true", "-1,true"})
    void floor_staysForWhoWasBeyondTheLastMessage(long secondsAfter, boolean moves) {
      member(SAID.plusSeconds(secondsAfter));
      assertThat(read()).isEqualTo(ACCEPTED);
      assertThat(floor() != null).isEqualTo(moves);
      assertThat(own().lastSeenAt()).isEqualTo(service.clock.instant());
    }

    @Test
    void roomWithoutMessages_hasNoFloor() {
      site.rooms.clear();
      site.room(SampleRoom.of("r1").make());
      member(null);
      assertThat(read()).isEqualTo(ACCEPTED);
      assertThat(floor()).isNull();
    }

    @Test
    void zeroDateOfAMessage_countsAsOne() {
      site.rooms.clear();
      site.room(SampleRoom.of("r1").lastMsgAt(Timestamps.ZERO).make());
      member(null);
      read();
      assertThat(floor()).isNotNull();
    }

    @Test
    void markThatIsAhead_isNotMovedBack() {
      Instant ahead = service.clock.instant().plusSeconds(60);
      member(ahead);
      read();
      assertThat(own().lastSeenAt()).isEqualTo(ahead);
    }

    @ParameterizedTest
    @CsvSource({"true,true,true", "true,false,false", "false,true,false", "false,false,false"})
    void alert_staysForUnreadThreadsAlone(boolean alert, boolean unread, boolean stays) {
      SampleSubscription own = SampleSubscription.of("r1", dora);
      if (alert) {
        own.alert();
      }
      if (unread) {
        own.threadUnread("m1");
      }
      site.subscription(own);
      read();
      assertThat(own().alert()).isEqualTo(stays);
      assertThat(own().threadUnread()).hasSize(unread ? 1 : 0);
    }

    @Test
    void memberOfAnotherSite_isReadThereToo() throws Exception {
      site.users.clear();
      dora = site.user(SampleUser.of("dora").site("site-b"));
      member(service.clock.instant().plusSeconds(1)); // the floor stays, the event goes out
      read();

      RecordedTraffic.Sent sent = service.traffic.published.getFirst();
      assertThat(sent.subject()).isEqualTo("outbox.site-a.to.site-b.subscription_read");
      assertThat(sent.requestId()).isEqualTo(REQUEST_ID);
      assertThat(sent.messageId()).isNull();
      long now = service.clock.millis();
      OutboxEvent event = Json.read(sent.body().getBytes(UTF_8), OutboxEvent.class);
      assertThat(event.type()).isEqualTo("subscription_read");
      assertThat(event.destSiteId()).isEqualTo("site-b");
      assertThat(event.timestamp()).isEqualTo(now);
      assertThat(new String(event.payload().toArray(), UTF_8))
          .isEqualTo(
              "{\"account\":\"dora\",\"roomId\":\"r1\",\"lastSeenAt\":%d,\"alert\":false,\"timestamp\":%d}"
                  .formatted(now, now));
      assertThat(floor()).isNull();
    }

    @Test
    void outboxThatFails_isMaskedAfterTheMarkAndBeforeTheFloor() {
      site.users.clear();
      dora = site.user(SampleUser.of("dora").site("site-b"));
      member(null);
      service.traffic.goAway();
      assertThat(read()).isEqualTo(INTERNAL);
      assertThat(own().lastSeenAt()).isNotNull();
      assertThat(floor()).isNull();
    }

    @Test
    void memberWithoutUserDocument_isReadHereAlone() {
      member(null);
      site.users.clear();
      assertThat(read()).isEqualTo(ACCEPTED);
      service.expectNothingPublished();
    }

    @Test
    void nonMember() {
      assertThat(read()).isEqualTo(NOT_A_MEMBER);
    }

    @Test
    void roomWithoutDocument_isMaskedAfterTheMark() {
      member(null);
      site.rooms.clear();
      assertThat(read()).isEqualTo(INTERNAL);
      assertThat(own().lastSeenAt()).isNotNull();
    }

    @Test
    void subscriptionThatGoesMeanwhile_isMasked() {
      member(null);
      SubscriptionStore racing = mock(SubscriptionStore.class);
      when(racing.find("r1", "dora")).thenReturn(java.util.Optional.of(own()));
      service.stores = with(racing, service.stores.messages());
      assertThat(read()).isEqualTo(INTERNAL);
    }
  }

  @Nested
  class Receipt {
    private static final String SUBJECT =
        "chat.user.dora.request.room.r1.site-a.message.read-receipt";
    private static final String BODY = "{\"messageId\":\"m1\"}";

    @BeforeEach
    void room() {
      site.member("r1", site.user("dora"));
      site.messages.put("m1", new MessageStore.SentMessage("r1", SAID, "dora"));
    }

    private void reader(String account, Instant lastSeenAt) {
      site.subscription(SampleSubscription.of("r1", site.user(account)).lastSeenAt(lastSeenAt));
    }

    @Test
    void readers_areThoseWhoLookedSince() {
      reader("erin", SAID);
      reader("farid", SAID.minusMillis(1));
      site.subscription(
          SampleSubscription.of("r1", SampleUser.of("ghost").make()).lastSeenAt(SAID));
      assertThat(service.ask(SUBJECT, BODY))
          .isEqualTo(
              "{\"readers\":[{\"userId\":\"u-erin\",\"account\":\"erin\",\"chineseName\":\"中"
                  + " erin\",\"engName\":\"E erin\"}]}");
    }

    @Test
    void nobody_isAnEmptyListAndTheSenderNeverAmongThem() {
      site.subscriptions.clear();
      site.subscription(
          SampleSubscription.of("r1", site.users.getFirst()).lastSeenAt(SAID.plusSeconds(5)));
      assertThat(service.ask(SUBJECT, BODY)).isEqualTo("{\"readers\":[]}");
    }

    @Test
    void readers_areCutAtTheSizeOfARoom() {
      for (int i = 0; i < 12; i++) {
        reader("m" + i, SAID);
      }
      assertThat(service.ask(SUBJECT, BODY).split("userId", -1)).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"messageId\":1}"})
    void malformed(String body) {
      assertThat(service.ask(SUBJECT, body)).startsWith("{\"error\":\"invalid request: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"messageId\":\"\"}"})
    void withoutAMessage(String body) {
      assertThat(service.ask(SUBJECT, body))
          .isEqualTo(error("invalid request: messageId is required"));
    }

    @Test
    void messageStoreFailure_winsOverEverythingElse() {
      MessageStore failing = mock(MessageStore.class);
      when(failing.find(any())).thenThrow(new IllegalStateException("cassandra"));
      service.stores = with(service.stores.subscriptions(), failing);
      assertThat(service.ask(SUBJECT.replace("dora", "erin"), BODY)).isEqualTo(INTERNAL);
    }

    @Test
    void refusals_comeInOrder() {
      assertThat(service.ask(SUBJECT.replace("dora", "erin"), "{\"messageId\":\"none\"}"))
          .isEqualTo(NOT_A_MEMBER);
      assertThat(service.ask(SUBJECT, "{\"messageId\":\"none\"}"))
          .isEqualTo(error("message not found"));
      site.messages.put("m2", new MessageStore.SentMessage("r2", SAID, "erin"));
      assertThat(service.ask(SUBJECT, "{\"messageId\":\"m2\"}"))
          .isEqualTo(error("message does not belong to this room"));
      site.messages.put("m3", new MessageStore.SentMessage("r1", SAID, "erin"));
      assertThat(service.ask(SUBJECT, "{\"messageId\":\"m3\"}"))
          .isEqualTo(error("only the message sender can view read receipts"));
    }
  }
}
