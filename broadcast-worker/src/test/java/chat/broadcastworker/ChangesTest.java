package chat.broadcastworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import chat.model.Message;
import chat.model.MessageDeleted;
import chat.model.MessageEdited;
import chat.model.MessageEventType;
import chat.model.RoomEvent;
import chat.runtime.Outcome;
import chat.runtime.ServerAwayException;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits and deletions (05 §6). */
class ChangesTest {
  private static final String ID = "Zq8LmN3pR7sT1uVwXyA2";
  private static final String ROOM_SUBJECT = "chat.room." + Samples.ROOM + ".event";

  private final Site site = new Site();

  private Outcome edit(String content) throws InterruptedException {
    return site.handle(
        Samples.event(
            MessageEventType.UPDATED,
            Samples.message(ID, content, Samples.EDITED, Samples.EDITED)));
  }

  private Outcome delete() throws InterruptedException {
    return site.handle(
        Samples.event(MessageEventType.DELETED, Samples.message(ID, "", null, Samples.EDITED)));
  }

  @Nested
  class InAChannel {
    @Test
    void edit_isOnePublishWithZeroMetadata() throws Exception {
      site.rooms.put(Samples.room("channel"));

      assertThat(edit("crane 4 is back")).isEqualTo(Outcome.DONE);
      Published.Sent sent = site.published.only();
      assertThat(sent.subject()).isEqualTo(ROOM_SUBJECT);
      assertThat(sent.requestId()).isEqualTo(Site.REQUEST);
      assertThat(sent.event())
          .isEqualTo(
              RoomEvent.edited(
                  Samples.ROOM,
                  "tokyo",
                  Samples.CANONICAL_AT,
                  new MessageEdited(
                      ID, "crane 4 is back", null, "kenji", Samples.EDITED, Samples.EDITED)));
      assertThat(sent.json().get("lastMsgAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
      assertThat(sent.json().propertyNames())
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
              "messageEdited");
    }

    @Test
    void edit_movesNoPointerAndFlagsNobody() throws Exception {
      site.rooms.put(Samples.room("channel"));
      site.subscriptions.add(Samples.subscription(Samples.ROOM, "marie"));
      edit("@marie @all");

      assertThat(site.rooms.find(Samples.ROOM)).hasValue(Samples.room("channel"));
      assertThat(site.subscriptions.mentionedIn(Samples.ROOM)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crane 4 is back", ""})
    void sealedEdit_carriesTheNewTextInTheEnvelopeOnly(String content) throws Exception {
      site.rooms.put(Samples.room("channel"));
      var pair = Site.newKey();
      site.keys.setWithVersion(Samples.ROOM, 3, pair);
      site.sealing();

      assertThat(edit(content)).isEqualTo(Outcome.DONE);
      assertThat(site.published.only().json().get("messageEdited").has("newContent")).isFalse();
      MessageEdited edited = site.published.only().event().messageEdited();
      assertThat(edited.encryptedNewContent().version()).isEqualTo(3);
      assertThat(site.open(pair, edited.encryptedNewContent())).isEqualTo(content);
      assertThat(edited.editedBy()).isEqualTo("kenji");
    }

    @Test
    void sealedEditWithoutKey_isTriedAgain() throws Exception {
      site.rooms.put(Samples.room("channel"));
      site.sealing();

      assertThat(edit("x"))
          .isEqualTo(
              new Outcome.Retry("get room key for room " + Samples.ROOM + ": no current key"));
      assertThat(site.published.all()).isEmpty();
    }

    @Test
    void emptyPlainEdit_leavesTheContentOut() throws Exception {
      site.rooms.put(Samples.room("channel"));
      edit("");

      assertThat(site.published.only().json().get("messageEdited").has("newContent")).isFalse();
    }

    @Test
    void deletion_isOnePublishAndNeedsNoKey() throws Exception {
      site.rooms.put(Samples.room("channel"));
      site.sealing();

      assertThat(delete()).isEqualTo(Outcome.DONE);
      assertThat(site.published.only().subject()).isEqualTo(ROOM_SUBJECT);
      assertThat(site.published.only().event())
          .isEqualTo(
              RoomEvent.deleted(
                  Samples.ROOM,
                  "tokyo",
                  Samples.CANONICAL_AT,
                  new MessageDeleted(ID, "kenji", Samples.EDITED, Samples.EDITED)));
    }

    @Test
    void failedPublish_isTriedAgain() {
      site.rooms.put(Samples.room("channel"));
      site.published.fail();

      assertThatThrownBy(() -> edit("x")).isInstanceOf(ServerAwayException.class);
    }
  }

  @Nested
  class AmongTwo {
    @Test
    void dmEdit_reachesBothWithTheSameBytes() throws Exception {
      site.rooms.put(Samples.room("dm", "kenji", "marie"));
      site.sealing();

      assertThat(edit("after")).isEqualTo(Outcome.DONE);
      assertThat(site.published.subjects())
          .containsExactly("chat.user.kenji.event.room", "chat.user.marie.event.room");
      assertThat(
              Arrays.equals(site.published.all().get(0).body(), site.published.all().get(1).body()))
          .isTrue();
      assertThat(site.published.all().getFirst().event().messageEdited().newContent())
          .isEqualTo("after");
    }

    @Test
    void botDmChanges_reachThePersonOnly() throws Exception {
      site.rooms.put(Samples.room("botDM", "kenji", "help.bot"));
      edit("after");
      delete();

      assertThat(site.published.subjects())
          .containsExactly("chat.user.kenji.event.room", "chat.user.kenji.event.room");
    }

    @Test
    void roomWithoutAccounts_fallsBackToTheSubscriptions() throws Exception {
      site.rooms.put(Samples.room("botDM"));
      site.subscriptions.add(
          Samples.subscription(Samples.ROOM, "kenji"),
          Samples.subscription(Samples.ROOM, "p_hook"));

      assertThat(delete()).isEqualTo(Outcome.DONE);
      assertThat(site.published.subjects()).containsExactly("chat.user.kenji.event.room");
    }

    @Test
    void everyPublishFails_isDoneAfterTryingBoth() throws Exception {
      site.rooms.put(Samples.room("dm", "kenji", "marie"));
      site.published.fail();

      assertThat(delete()).isEqualTo(Outcome.DONE);
      assertThat(site.published.all()).hasSize(2);
    }
  }

  @Nested
  class Elsewhere {
    @Test
    void discussion_isDeliveredAsAChannel() throws Exception {
      site.rooms.put(Samples.room("discussion"));
      edit("x");

      assertThat(site.published.only().subject()).isEqualTo(ROOM_SUBJECT);
    }

    @Test
    void unknownRoomType_isDoneWithoutPublish() throws Exception {
      site.rooms.put(Samples.room("weird"));

      assertThat(edit("x")).isEqualTo(Outcome.DONE);
      assertThat(delete()).isEqualTo(Outcome.DONE);
      assertThat(site.published.all()).isEmpty();
    }

    @Test
    void absentRoom_isTriedAgain() throws Exception {
      assertThat(edit("x")).isEqualTo(new Outcome.Retry("no room " + Samples.ROOM));
      assertThat(delete()).isEqualTo(new Outcome.Retry("no room " + Samples.ROOM));
    }

    @Test
    void missingTimes_areRejectedWithoutStoreAccess() throws Exception {
      RoomStore rooms = mock(RoomStore.class);
      site.rooms(rooms);
      Message noEditedAt = Samples.message(ID, "x", null, Samples.EDITED);
      Message noUpdatedAt = Samples.message(ID, "x", Samples.EDITED, null);

      var rejected = new Outcome.Reject("updated event missing EditedAt or UpdatedAt: " + ID);
      assertThat(site.handle(Samples.event("updated", noEditedAt))).isEqualTo(rejected);
      assertThat(site.handle(Samples.event("updated", noUpdatedAt))).isEqualTo(rejected);
      assertThat(site.handle(Samples.event("deleted", noUpdatedAt)))
          .isEqualTo(new Outcome.Reject("deleted event missing UpdatedAt: " + ID));
      verifyNoInteractions(rooms);
      assertThat(site.published.all()).isEmpty();
    }
  }
}
