package chat.gatekeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.gatekeeper.CanonicalMessages.Publication;
import chat.gatekeeper.Quotes.Quote;
import chat.gatekeeper.SendOutcome.Accepted;
import chat.gatekeeper.SendOutcome.Refused;
import chat.gatekeeper.SendOutcome.Unanswered;
import chat.model.Bytes;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.QuotedParentMessage;
import chat.model.SendRequest;
import chat.model.StoredParticipant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMessageTest {
  private static final String ID = "Zq8LmN3pR7sT1uVwXyA2";
  private static final String PARENT = "Aa1Bb2Cc3Dd4Ee5Ff6Gg";
  private static final Instant NOW = Instant.parse("2026-02-02T02:41:07.918273645Z");
  private static final String E7 =
      "validate thread parent fields: threadParentMessageCreatedAt is required when"
          + " threadParentMessageId is set";
  private static final Refused LARGE =
      new Refused(
          "posting is restricted to owners and admins in this room", "large_room_post_restricted");

  private final InMemoryMemberStore store = new InMemoryMemberStore();
  private final List<String> calls = new ArrayList<>();
  private final List<MessageEvent> published = new ArrayList<>();
  private final List<String> requestIds = new ArrayList<>();
  private OptionalLong roomSize = OptionalLong.of(50);
  private Quote quote = new Quote.Found(null);
  private Publication publication = new Publication.Stored();
  private RuntimeException failure;

  @BeforeEach
  void member() {
    store.put("room1", new Member("u-112", "kenji", List.of("member")));
  }

  private SendOutcome send(SendRequest request) throws Exception {
    return send("kenji", request);
  }

  private SendOutcome send(String account, SendRequest request) throws Exception {
    MemberStore members =
        (roomId, who) -> {
          calls.add("subscription");
          fail("subscription");
          return store.find(roomId, who);
        };
    RoomSizes rooms =
        roomId -> {
          calls.add("room");
          fail("room");
          return roomSize;
        };
    Quotes quotes =
        in -> {
          calls.add("quote");
          return quote;
        };
    CanonicalMessages canonical =
        (event, requestId) -> {
          calls.add("publish");
          fail("publish");
          published.add(event);
          requestIds.add(requestId);
          return publication;
        };
    var send =
        new SendMessage(members, rooms, quotes, canonical, Clock.fixed(NOW, ZoneOffset.UTC), 500);
    return send.handle(new Submission(account, "room1", "tokyo", request, "header-id"));
  }

  private void fail(String where) {
    if (failure != null && where.equals(failure.getMessage())) {
      throw failure;
    }
  }

  private static SendRequest plain(String id, String content) {
    return new SendRequest(id, content, "rid", "", null, "");
  }

  private static SendRequest reply(String parent, Long at) {
    return new SendRequest(ID, "x", "rid", parent, at, "");
  }

  private static Refused refused(String text) {
    return new Refused(text, "");
  }

  @Nested
  class Validation {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "0aZ1bY2cX3dW4eV5",
          "0aZ1bY2cX3dW4eV5fU",
          "0aZ1bY2cX3dW4eV5fU6",
          "0aZ1bY2cX3dW4eV5fU6gg",
          "0aZ1bY2cX3dW4eV5fU_g",
          "0aZ1bY2cX3dW4eV5fU-g",
          "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04",
          "０aZ1bY2cX3dW4eV5fU6",
        })
    void messageIdOfWrongSyntax_isRefusedBeforeAnyStoreIsAsked(String id) throws Exception {
      assertThat(send(plain(id, "")))
          .isEqualTo(refused("invalid message ID \"" + id + "\": must be a 20-char base62 string"));
      assertThat(calls).isEmpty();
    }

    @Test
    void messageId_isQuotedInTheText() throws Exception {
      assertThat(send(plain("a\"b\\c\n\u0000\u200b", "x")))
          .isEqualTo(
              refused(
                  "invalid message ID \"a\\\"b\\\\c\\n\\x00\\u200b\": must be a 20-char base62"
                      + " string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, "0aZ1bY2cX3dW4eV5f"})
    void idsOf20And17Characters_areAccepted(String id) throws Exception {
      assertThat(send(plain(id, "x"))).isInstanceOf(Accepted.class);
    }

    @Test
    void threadParentIdOfWrongSyntax_isRefusedBeforeContentAndTime() throws Exception {
      Refused want =
          refused("invalid thread parent message ID \"q\": must be a 20-char base62 string");
      assertThat(send(new SendRequest(ID, "", "rid", "q", null, ""))).isEqualTo(want);
      assertThat(calls).isEmpty();
    }

    @Test
    void emptyContent_isRefusedBeforeTheThreadTime() throws Exception {
      assertThat(send(new SendRequest(ID, "", "rid", PARENT, null, "")))
          .isEqualTo(refused("content must not be empty"));
      assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "x, 20480, true",
      "x, 20481, false",
      "早, 6826, true",
      "早, 6827, false",
      "😀, 5120, true",
      "😀, 5121, false"
    })
    void contentSize_isCountedInBytes(String unit, int times, boolean ok) throws Exception {
      SendOutcome outcome = send(plain(ID, unit.repeat(times)));
      if (ok) {
        assertThat(outcome).isInstanceOf(Accepted.class);
      } else {
        assertThat(outcome).isEqualTo(refused("content exceeds maximum size of 20480 bytes"));
        assertThat(calls).isEmpty();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "\n", "\u00a0", "<b>&amp;</b>\u2028", "a\u0000b"})
    void contentOfBlanksAndControls_isAccepted(String content) throws Exception {
      assertThat(send(plain(ID, content)))
          .isInstanceOfSatisfying(
              Accepted.class, a -> assertThat(a.message().content()).isEqualTo(content));
    }

    @Test
    void threadParentWithoutTime_isRefused() throws Exception {
      assertThat(send(reply(PARENT, null))).isEqualTo(refused(E7));
      assertThat(calls).isEmpty();
    }

    @Test
    void threadTimeZero_isATime() throws Exception {
      assertThat(send(reply(PARENT, 0L)))
          .isInstanceOfSatisfying(
              Accepted.class,
              a -> assertThat(a.message().threadParentMessageCreatedAt()).isEqualTo(Instant.EPOCH));
    }

    @Test
    void timeWithoutThreadParent_isPassedOn() throws Exception {
      assertThat(send(reply("", 1769999000000L)))
          .isInstanceOfSatisfying(
              Accepted.class,
              a ->
                  assertThat(a.message().threadParentMessageCreatedAt())
                      .isEqualTo(Instant.ofEpochMilli(1769999000000L)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 253402300800000L})
    void threadTimeThatNoEventCanCarry_isRefusedAtOnce(long millis) throws Exception {
      assertThat(send(reply(PARENT, millis))).isEqualTo(refused("invalid request payload"));
      assertThat(calls).isEmpty();
    }
  }

  @Nested
  class Membership {
    @Test
    void notSubscribed_isRefused() throws Exception {
      assertThat(send("marie", plain(ID, "x")))
          .isEqualTo(refused("user marie is not subscribed to room room1"));
      assertThat(calls).containsExactly("subscription");
    }

    @Test
    void storeFailure_isNoRefusal() {
      failure = new IllegalStateException("subscription");
      assertThatThrownBy(() -> send(plain(ID, "x"))).isSameAs(failure);
      assertThat(published).isEmpty();
    }
  }

  @Nested
  class LargeRooms {
    @ParameterizedTest
    @CsvSource({"50, true", "500, true", "501, false", "600, false"})
    void member_mayPostUpToTheThreshold(long size, boolean ok) throws Exception {
      roomSize = OptionalLong.of(size);
      SendOutcome outcome = send(plain(ID, "x"));
      if (ok) {
        assertThat(outcome).isInstanceOf(Accepted.class);
      } else {
        assertThat(outcome).isEqualTo(LARGE);
        assertThat(calls).containsExactly("subscription", "room");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "kenji, owner",
      "kenji, admin",
      "kenji, member;owner",
      "helper.bot, member",
      "p_kenji, member"
    })
    void ownerAdminAndBot_postWithoutTheRoomBeingRead(String account, String roles)
        throws Exception {
      store.put("room1", new Member("u-1", account, List.of(roles.split(";"))));
      roomSize = OptionalLong.of(9999);
      assertThat(send(account, plain(ID, "x"))).isInstanceOf(Accepted.class);
      assertThat(calls).doesNotContain("room");
    }

    @ParameterizedTest
    @CsvSource({
      "kenji, superuser",
      "kenji, Owner",
      "botmaster, member",
      "P_kenji, member",
      "'', ''"
    })
    void otherRolesAndAccounts_doNotBypass(String account, String role) throws Exception {
      store.put("room1", new Member("u-1", account, role.isEmpty() ? List.of() : List.of(role)));
      roomSize = OptionalLong.of(501);
      assertThat(send(account, plain(ID, "x"))).isEqualTo(LARGE);
    }

    @Test
    void threadReply_isNotRestricted() throws Exception {
      roomSize = OptionalLong.of(9999);
      assertThat(send(reply(PARENT, 1L))).isInstanceOf(Accepted.class);
      assertThat(calls).doesNotContain("room");
    }

    @Test
    void roomWithoutDocument_isNoRefusal() {
      roomSize = OptionalLong.empty();
      assertThatThrownBy(() -> send(plain(ID, "x"))).isInstanceOf(IllegalStateException.class);
      assertThat(published).isEmpty();
    }

    @Test
    void storeFailure_isNoRefusal() {
      failure = new IllegalStateException("room");
      assertThatThrownBy(() -> send(plain(ID, "x"))).isSameAs(failure);
    }
  }

  @Nested
  class QuotesOfOthers {
    private final QuotedParentMessage snapshot =
        new QuotedParentMessage(
            "Hh7Ii8Jj9Kk0Ll1Mm2Nn",
            "room1",
            new StoredParticipant("u-881", "", "", "", "", false, "marie"),
            NOW,
            "six",
            List.of(),
            List.of(),
            "http://chat/room1/Hh7Ii8Jj9Kk0Ll1Mm2Nn",
            "",
            null);

    @Test
    void snapshot_isInEventAndReply() throws Exception {
      quote = new Quote.Found(snapshot);
      Accepted accepted = (Accepted) send(plain(ID, "x"));
      assertThat(accepted.message().quotedParentMessage()).isEqualTo(snapshot);
      assertThat(published.getFirst().message()).isEqualTo(accepted.message());
    }

    @Test
    void refusal_isPassedOn() throws Exception {
      quote = new Quote.Refused(refused("no"));
      assertThat(send(plain(ID, "x"))).isEqualTo(refused("no"));
      assertThat(published).isEmpty();
    }

    @Test
    void silence_isWorthAnotherTry() throws Exception {
      quote = new Quote.Unanswered(refused("late"));
      assertThat(send(plain(ID, "x"))).isEqualTo(new Unanswered(refused("late")));
      assertThat(published).isEmpty();
    }

    @Test
    void quote_isLookedForAfterMembershipAndRoom() throws Exception {
      send(plain(ID, "x"));
      assertThat(calls).containsExactly("subscription", "room", "quote", "publish");
    }
  }

  @Nested
  class Publishing {
    @Test
    void event_carriesWhoAndWhenAndTheRequestId() throws Exception {
      store.put("room1", new Member("u-forged-not", "kenji", List.of()));
      Accepted accepted = (Accepted) send(reply(PARENT, 1769999000000L));
      Message want =
          new Message(
              ID,
              "room1",
              "u-forged-not",
              "kenji",
              "x",
              List.of(),
              NOW,
              null,
              null,
              PARENT,
              Instant.ofEpochMilli(1769999000000L),
              false,
              "",
              Bytes.EMPTY,
              null);
      assertThat(accepted.message()).isEqualTo(want);
      assertThat(published)
          .containsExactly(new MessageEvent("created", want, "tokyo", NOW.toEpochMilli()));
      assertThat(requestIds).containsExactly("header-id");
    }

    @Test
    void failure_isNoRefusal() {
      failure = new IllegalStateException("publish");
      assertThatThrownBy(() -> send(plain(ID, "x"))).isSameAs(failure);
    }

    @Test
    void ownMessageAgain_isAnsweredAsItIsStored() throws Exception {
      Message first = stored("kenji", "room1");
      publication = new Publication.Known(first);
      assertThat(send(plain(ID, "x"))).isEqualTo(new Accepted(first));
    }

    @Test
    void idOfAnotherSender_isRefused() throws Exception {
      publication = new Publication.Known(stored("marie", "room1"));
      assertThat(send(plain(ID, "x")))
          .isEqualTo(refused("message ID \"" + ID + "\" is already in use"));
    }

    @Test
    void idOfAMessageInAnotherRoom_isRefused() throws Exception {
      publication = new Publication.Known(stored("kenji", "room2"));
      assertThat(send(plain(ID, "x")))
          .isEqualTo(refused("message ID \"" + ID + "\" is already in use"));
    }

    @Test
    void duplicateWhoseFirstIsGone_countsAsSuccess() throws Exception {
      publication = new Publication.Known(null);
      assertThat(send(plain(ID, "x"))).isInstanceOf(Accepted.class);
    }

    private Message stored(String account, String roomId) {
      return new Message(
          ID,
          roomId,
          "u-1",
          account,
          "first",
          List.of(),
          NOW.minusSeconds(5),
          null,
          null,
          "",
          null,
          false,
          "",
          Bytes.EMPTY,
          null);
    }
  }
}
