package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.model.Bytes;
import chat.model.ClientMessage;
import chat.model.Json;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.Participant;
import chat.model.Room;
import chat.model.RoomEvent;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnnounceMessageTest {
  private static final String ROOM_SUBJECT = "chat.room." + Samples.ROOM + ".event";
  private static final Participant KENJI =
      new Participant("u-112", "kenji", "", "健二", "Kenji Mori");
  private static final Participant MARIE =
      new Participant("u-881", "marie", "lyon", "瑪麗", "Marie Roux");

  private final Site site = new Site();

  private static MessageEvent created(String content) {
    return Samples.event(MessageEventType.CREATED, Samples.message(content));
  }

  private Outcome send(String content) throws InterruptedException {
    return site.handle(created(content));
  }

  private Room room() {
    return site.rooms.find(Samples.ROOM).orElseThrow();
  }

  @Nested
  class InAChannel {
    @BeforeEach
    void channel() {
      site.rooms.put(Samples.room("channel"));
      site.subscriptions.add(
          Samples.subscription(Samples.ROOM, "kenji"), Samples.subscription(Samples.ROOM, "marie"));
    }

    @Test
    void message_isOnePublishOnTheRoomSubject() throws Exception {
      assertThat(send("hello")).isEqualTo(Outcome.DONE);

      Published.Sent sent = site.published.only();
      assertThat(sent.subject()).isEqualTo(ROOM_SUBJECT);
      assertThat(sent.requestId()).isEqualTo(Site.REQUEST);
      assertThat(sent.event())
          .isEqualTo(
              new RoomEvent(
                  "new_message",
                  Samples.ROOM,
                  Site.NOW.toEpochMilli(),
                  "harbour ops",
                  "channel",
                  "tokyo",
                  14,
                  Samples.CREATED,
                  "Zq8LmN3pR7sT1uVwXyA2",
                  List.of(),
                  false,
                  false,
                  new ClientMessage(Samples.message("hello"), KENJI),
                  null,
                  null,
                  null));
    }

    @Test
    void message_carriesAlwaysWrittenFieldsAndNoEmptyOnes() throws Exception {
      send("hello");

      assertThat(site.published.only().json().propertyNames())
          .containsExactlyInAnyOrder(
              "type",
              "roomId",
              "timestamp",
              "roomName",
              "roomType",
              "siteId",
              "userCount",
              "lastMsgAt",
              "lastMsgId",
              "message");
      JsonNode sender = site.published.only().json().get("message").get("sender");
      assertThat(sender.propertyNames())
          .containsExactlyInAnyOrder("userId", "account", "chineseName", "engName");
    }

    @Test
    void message_movesThePointers() throws Exception {
      send("hello");

      assertThat(room().lastMsgId()).isEqualTo("Zq8LmN3pR7sT1uVwXyA2");
      assertThat(room().lastMsgAt()).isEqualTo(Instant.parse("2026-02-02T02:41:07.918Z"));
      assertThat(room().lastMentionAllAt()).isNull();
    }

    @Test
    void lateMessage_isDeliveredAndDoesNotMovePointersBack() throws Exception {
      site.handle(
          Samples.event(MessageEventType.CREATED, at("newer", Samples.CREATED.plusSeconds(1))));

      assertThat(send("late")).isEqualTo(Outcome.DONE);
      assertThat(room().lastMsgId()).isEqualTo("newer");
      assertThat(site.published.all()).hasSize(2);
    }

    @Test
    void sameMessageAgain_isDeliveredAgain() throws Exception {
      send("hello");

      assertThat(send("hello")).isEqualTo(Outcome.DONE);
      assertThat(site.published.all()).hasSize(2);
    }

    private Message at(String id, Instant createdAt) {
      Message m = Samples.message("x");
      return new Message(
          id,
          m.roomId(),
          m.userId(),
          m.userAccount(),
          m.content(),
          m.mentions(),
          createdAt,
          null,
          null,
          "",
          null,
          false,
          "",
          Bytes.EMPTY,
          null);
    }

    @Test
    void lookUp_isTheSenderAlone() throws Exception {
      send("hello");

      assertThat(site.lookUps).containsExactly(List.of("kenji"));
    }

    @Test
    void mention_isToldAndFlagged() throws Exception {
      send("crane 4 is down, @marie can you look?");

      assertThat(site.published.only().event().mentions()).containsExactly(MARIE);
      assertThat(site.published.only().event().hasMention()).isFalse();
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("marie");
      assertThat(site.lookUps.getFirst()).containsExactlyInAnyOrder("kenji", "marie");
    }

    @Test
    void mentionOfTheSender_isLookedUpOnce() throws Exception {
      send("@kenji");

      assertThat(site.lookUps).containsExactly(List.of("kenji"));
      assertThat(site.published.only().event().mentions())
          .containsExactly(new Participant("u-112", "kenji", "lyon", "健二", "Kenji Mori"));
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("kenji");
    }

    @Test
    void mentionOfEverybody_isToldAndKept() throws Exception {
      send("attention @all");

      RoomEvent event = site.published.only().event();
      assertThat(event.mentionAll()).isTrue();
      assertThat(event.mentions()).containsExactly(new Participant("", "all", "", "", "all"));
      assertThat(site.published.only().json().get("mentions").get(0).propertyNames())
          .containsExactlyInAnyOrder("account", "chineseName", "engName");
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).isEmpty();
      assertThat(room().lastMentionAllAt()).isEqualTo(Instant.parse("2026-02-02T02:41:07.918Z"));
    }

    @Test
    void mentionOfEverybodyAndSomebody_endsWithEverybody() throws Exception {
      send("@All and @marie");

      assertThat(site.published.only().event().mentions())
          .extracting(Participant::account)
          .containsExactly("marie", "all");
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("marie");
    }

    @Test
    void mentionOfNobodyKnown_isNotToldButFlagged() throws Exception {
      site.subscriptions.add(Samples.subscription(Samples.ROOM, "ghost"));
      send("@ghost @marie");

      assertThat(site.published.only().event().mentions()).containsExactly(MARIE);
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM))
          .containsExactlyInAnyOrder("ghost", "marie");
    }

    @Test
    void failedLookUp_fallsBackToTheAccountAndStillFlags() throws Exception {
      site.withoutUsers(new IllegalStateException("no users"));

      assertThat(send("@marie")).isEqualTo(Outcome.DONE);
      RoomEvent event = site.published.only().event();
      assertThat(event.message().sender())
          .isEqualTo(new Participant("u-112", "kenji", "", "kenji", "kenji"));
      assertThat(event.mentions()).isEmpty();
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("marie");
    }

    @Test
    void threadReplyAndSystemMessage_takeTheSamePath() throws Exception {
      Message reply =
          new Message(
              "reply",
              Samples.ROOM,
              "u-0",
              "ghost",
              "ok",
              List.of(),
              Samples.CREATED,
              null,
              null,
              "parent",
              Samples.CREATED,
              true,
              "members_added",
              Bytes.of(new byte[] {'{', '}'}),
              null);
      assertThat(site.handle(Samples.event(MessageEventType.CREATED, reply)))
          .isEqualTo(Outcome.DONE);

      assertThat(site.published.only().event().message())
          .isEqualTo(
              new ClientMessage(reply, new Participant("u-0", "ghost", "", "ghost", "ghost")));
      assertThat(room().lastMsgId()).isEqualTo("reply");
    }

    @Test
    void failedPublish_isTriedAgain() {
      site.published.fail();

      assertThatThrownBy(() -> send("hello")).isInstanceOf(chat.runtime.ServerAwayException.class);
    }

    @Test
    void failedPointerWrite_publishesNothing() {
      RoomStore rooms = mock(RoomStore.class);
      when(rooms.advance(any())).thenThrow(new IllegalStateException("mongo"));

      assertThatThrownBy(() -> site.rooms(rooms).handle(created("hello")))
          .hasRootCauseMessage("mongo");
      assertThat(site.published.all()).isEmpty();
    }

    @Test
    void failedFlagWrite_publishesNothing() {
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      doThrow(new IllegalStateException("mongo")).when(subscriptions).markMentioned(any(), any());

      assertThatThrownBy(() -> site.subscriptions(subscriptions).handle(created("@marie")))
          .hasRootCauseMessage("mongo");
      assertThat(site.published.all()).isEmpty();
    }
  }

  @Nested
  class InASealedChannel {
    @BeforeEach
    void channel() {
      site.rooms.put(Samples.room("channel"));
      site.subscriptions.add(Samples.subscription(Samples.ROOM, "marie"));
    }

    @Test
    void message_isSealedWithTheCurrentVersion() throws Exception {
      var pair = Site.newKey();
      site.keys.setWithVersion(Samples.ROOM, 7, pair);
      site.sealing();

      assertThat(send("secret 早安 @marie")).isEqualTo(Outcome.DONE);

      Published.Sent sent = site.published.only();
      assertThat(sent.json().has("message")).isFalse();
      assertThat(new String(sent.body(), java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("secret");
      RoomEvent event = sent.event();
      assertThat(event.encryptedMessage().version()).isEqualTo(7);
      assertThat(event.mentions()).containsExactly(MARIE);
      String opened = site.open(pair, event.encryptedMessage());
      assertThat(
              Json.read(
                  opened.getBytes(java.nio.charset.StandardCharsets.UTF_8), ClientMessage.class))
          .isEqualTo(new ClientMessage(Samples.message("secret 早安 @marie"), KENJI));
    }

    @Test
    void rotatedKey_isUsedByTheNextMessage() throws Exception {
      site.keys.set(Samples.ROOM, Site.newKey());
      site.sealing();
      send("before");
      var next = Site.newKey();
      site.keys.rotate(Samples.ROOM, next);
      send("after");

      RoomEvent after = site.published.all().get(1).event();
      assertThat(after.encryptedMessage().version()).isEqualTo(1);
      assertThat(site.open(next, after.encryptedMessage())).contains("after");
    }

    @Test
    void anotherKeyOfTheSameVersion_isUsedByTheNextMessage() throws Exception {
      site.keys.set(Samples.ROOM, Site.newKey());
      site.sealing();
      send("before");
      var other = Site.newKey();
      site.keys.set(Samples.ROOM, other);
      send("after");

      RoomEvent after = site.published.all().get(1).event();
      assertThat(site.open(other, after.encryptedMessage())).contains("after");
    }

    @Test
    void manyMembers_costOneSealAndOnePublish() throws Exception {
      site.keys.set(Samples.ROOM, Site.newKey());
      site.sealing();
      for (int i = 0; i < 500; i++) {
        site.subscriptions.add(Samples.subscription(Samples.ROOM, "member" + i));
      }
      send("to all of you");

      assertThat(site.published.subjects()).containsExactly(ROOM_SUBJECT);
    }

    @Test
    void missingKey_isTriedAgainAfterADelayAndPublishesNothing() throws Exception {
      site.sealing();

      assertThat(send("@marie"))
          .isEqualTo(
              new Outcome.Retry("get room key for room " + Samples.ROOM + ": no current key"));
      assertThat(site.published.all()).isEmpty();
    }

    @Test
    void missingKey_leavesPointersAndFlagsThatTellOfTheHistory() throws Exception {
      site.sealing();
      send("@marie");

      assertThat(room().lastMsgId()).isEqualTo("Zq8LmN3pR7sT1uVwXyA2");
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("marie");
    }

    @Test
    void keyThatComesLate_deliversTheRetriedMessage() throws Exception {
      site.sealing();
      send("patience");
      var pair = Site.newKey();
      site.keys.set(Samples.ROOM, pair);

      assertThat(send("patience")).isEqualTo(Outcome.DONE);
      assertThat(site.open(pair, site.published.only().event().encryptedMessage()))
          .contains("patience");
    }

    @Test
    void keyStoreThatFails_publishesNothing() {
      RoomKeyStore keys = mock(RoomKeyStore.class);
      when(keys.getPublic(any())).thenThrow(new IllegalStateException("valkey"));
      site.sealing(keys);

      assertThatThrownBy(() -> send("hello")).hasMessage("valkey");
      assertThat(site.published.all()).isEmpty();
    }
  }

  @Nested
  class AmongTwo {
    private void direct(String type, String other) {
      site.rooms.put(Samples.room(type, "kenji", other));
      site.subscriptions.add(
          Samples.subscription(Samples.ROOM, "kenji"), Samples.subscription(Samples.ROOM, other));
    }

    @Test
    void dm_reachesBothAndOnlyTheMentionedIsFlagged() throws Exception {
      direct("dm", "marie");
      RoomKeyStore keys = mock(RoomKeyStore.class);
      site.sealing(keys);

      assertThat(send("look @marie")).isEqualTo(Outcome.DONE);

      assertThat(site.published.subjects())
          .containsExactlyInAnyOrder("chat.user.kenji.event.room", "chat.user.marie.event.room");
      RoomEvent marie = site.published.to("chat.user.marie.event.room").orElseThrow().event();
      RoomEvent kenji = site.published.to("chat.user.kenji.event.room").orElseThrow().event();
      assertThat(marie.hasMention()).isTrue();
      assertThat(kenji.hasMention()).isFalse();
      assertThat(List.of(marie, kenji))
          .allSatisfy(
              event -> {
                assertThat(event.message().message().content()).isEqualTo("look @marie");
                assertThat(event.mentions()).isEmpty();
                assertThat(event.encryptedMessage()).isNull();
              });
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).containsExactly("marie");
      verifyNoInteractions(keys); // DMs are never sealed
    }

    @Test
    void dm_neverTellsMentionsOfEverybody() throws Exception {
      direct("dm", "marie");
      send("@all");

      assertThat(site.published.all())
          .allSatisfy(
              sent -> {
                assertThat(sent.json().has("mentionAll")).isFalse();
                assertThat(sent.json().has("mentions")).isFalse();
                assertThat(sent.json().has("hasMention")).isFalse();
              });
    }

    @Test
    void dm_everyPublishFails_isDoneAfterTryingBoth() throws Exception {
      direct("dm", "marie");
      site.published.fail();

      assertThat(send("hello")).isEqualTo(Outcome.DONE);
      assertThat(site.published.all()).hasSize(2);
    }

    @Test
    void botDm_newMessage_reachesThePersonAndNotTheBot() throws Exception {
      direct("botDM", "help.bot");

      assertThat(send("hello")).isEqualTo(Outcome.DONE);
      assertThat(site.published.only().subject()).isEqualTo("chat.user.kenji.event.room");
      assertThat(site.published.only().event().roomType()).isEqualTo("botDM");
    }

    @Test
    void failedReadOfSubscriptions_publishesNothing() {
      direct("dm", "marie");
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      when(subscriptions.accountsOf(any())).thenThrow(new IllegalStateException("mongo"));

      assertThatThrownBy(() -> site.subscriptions(subscriptions).handle(created("hello")))
          .hasMessage("mongo");
      assertThat(site.published.all()).isEmpty();
    }
  }

  @Nested
  class Elsewhere {
    @Test
    void discussion_isDeliveredAsAChannel() throws Exception {
      site.rooms.put(Samples.room("discussion"));

      assertThat(send("hello")).isEqualTo(Outcome.DONE);
      assertThat(site.published.only().subject()).isEqualTo(ROOM_SUBJECT);
    }

    @Test
    void unknownRoomType_movesPointersAndTellsNobody() throws Exception {
      site.rooms.put(Samples.room("weird"));

      assertThat(send("hello")).isEqualTo(Outcome.DONE);
      assertThat(site.published.all()).isEmpty();
      assertThat(room().lastMsgId()).isEqualTo("Zq8LmN3pR7sT1uVwXyA2");
    }

    @Test
    void absentRoom_isTriedAgain() throws Exception {
      assertThat(send("hello")).isEqualTo(new Outcome.Retry("no room " + Samples.ROOM));
      assertThat(site.published.all()).isEmpty();
    }

    @Test
    void roomThatOnlyTheCacheKnows_isTriedAgain() throws Exception {
      site.rooms.put(Samples.room("channel"));
      var remembered = site.rooms.metadata(Samples.ROOM);
      site.rooms.remove(Samples.ROOM);
      site.remembering(roomId -> remembered);

      assertThat(send("hello")).isEqualTo(new Outcome.Retry("no room " + Samples.ROOM));
      assertThat(site.published.all()).isEmpty();
    }
  }
}
