package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MemberAdded;
import chat.model.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
  private static final Planner SPOTLIGHT =
      MembershipChange.planner(new SpotlightWriter(Samples.NAMES.spotlight()));
  private static final Planner USER_ROOM =
      MembershipChange.planner(new UserRoomWriter(Samples.NAMES.userRoom()));

  private static List<SearchAction> actions(Planner planner, byte[] event) throws Exception {
    return ((Plan.Write) planner.plan(event, 1)).actions();
  }

  private static String document(byte[] event) throws Exception {
    return new String(
        ((SearchAction.Put) actions(SPOTLIGHT, event).getFirst()).document(),
        StandardCharsets.UTF_8);
  }

  private static byte[] added(MemberAdded members) {
    return Samples.envelope("member_added", members, Samples.AT);
  }

  @Nested
  class Checks {
    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void envelopeWithoutTime_isUnusable(long at) throws Exception {
      byte[] event =
          Samples.envelope("member_added", Samples.members("channel", "x", 0, "kenji"), at);
      assertThat(SPOTLIGHT.plan(event, 1)).isInstanceOf(Plan.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role_updated", "", "MEMBER_ADDED"})
    void otherTypes_areUnusable(String type) throws Exception {
      byte[] event = Samples.envelope(type, Samples.members("channel", "x", 0, "kenji"), 5);
      assertThat(USER_ROOM.plan(event, 1)).isInstanceOf(Plan.Unusable.class);
    }

    @Test
    void emptyAccount_spoilsTheWholeEvent() throws Exception {
      assertThat(SPOTLIGHT.plan(added(Samples.members("channel", "x", 0, "kenji", "")), 1))
          .isInstanceOf(Plan.Unusable.class);
      assertThat(SPOTLIGHT.plan(added(Samples.members("channel", "x", 0)), 1))
          .isInstanceOf(Plan.Unusable.class);
    }

    @Test
    void removalOfNobody_isNothingToSearchFor() throws Exception {
      byte[] event = Samples.envelope("member_removed", Samples.members("channel", "x", 0), 5);
      assertThat(SPOTLIGHT.plan(event, 1)).isInstanceOf(Plan.Skip.class);
      assertThat(USER_ROOM.plan(event, 1)).isInstanceOf(Plan.Skip.class);
    }

    @Test
    void payloadThatIsNoJson_isMalformed() {
      byte[] event =
          Json.write(new OutboxEvent("member_added", "", "", Bytes.of("x".getBytes()), 5));
      assertThatThrownBy(() -> SPOTLIGHT.plan(event, 1)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void envelopeDecides_whateverTheInnerTypeSays() throws Exception {
      byte[] event =
          Samples.envelope("member_removed", Samples.members("channel", "x", 0, "kenji"), 5);
      assertThat(actions(SPOTLIGHT, event))
          .containsExactly(
              new SearchAction.Delete("spotlight-fab18-v1", "kenji_" + Samples.ROOM, 5));
    }
  }

  @Nested
  class Spotlight {
    @Test
    void added_isOneDocumentAnAccount() throws Exception {
      byte[] event = added(Samples.members("channel", "Etch Night Shift", 9, "kenji", "olga"));

      assertThat(actions(SPOTLIGHT, event))
          .extracting(SearchAction::id)
          .containsExactly("kenji_" + Samples.ROOM, "olga_" + Samples.ROOM);
      assertThat(document(event))
          .isEqualTo(
              "{\"userAccount\":\"kenji\",\"roomId\":\"kQ3v8ZpL2mX9aT7Rb\","
                  + "\"roomName\":\"Etch Night Shift\",\"roomType\":\"channel\","
                  + "\"siteId\":\"fab18\",\"joinedAt\":\"2026-01-01T00:00:00.123Z\"}");
    }

    @Test
    void roomWithoutType_isAChannel() throws Exception {
      assertThat(document(added(Samples.members("", "x", 0, "kenji"))))
          .contains("\"roomType\":\"channel\"");
    }

    @Test
    void dm_isNamedAfterTheOtherOne() throws Exception {
      assertThat(document(added(Samples.members("dm", "", 0, "kenji", "olga"))))
          .contains("\"roomName\":\"olga\"");
      assertThat(document(added(Samples.members("dm", "", 0, "kenji"))))
          .contains("\"roomName\":\"mina\"");
      assertThat(document(added(Samples.members("botDM", "", 0, "mina"))))
          .contains("\"roomName\":\"\"");
      assertThat(document(added(Samples.members("channel", "", 0, "kenji", "olga"))))
          .contains("\"roomName\":\"\"");
    }

    @Test
    void joinedAt_thatIsNotPositive_isTheZeroTime() throws Exception {
      var members = new MemberAdded("", "r", "n", "dm", List.of("a"), "s", "", -7, 0, 0);
      assertThat(document(added(members))).contains("\"joinedAt\":\"0001-01-01T00:00:00Z\"");
    }
  }

  @Nested
  class UserRoom {
    private static String body(byte[] event) throws Exception {
      SearchAction action = actions(USER_ROOM, event).getFirst();
      return new String(((SearchAction.Script) action).body(), StandardCharsets.UTF_8);
    }

    @Test
    void restrictedAdd_startsFromItsPointInTime() throws Exception {
      assertThat(body(added(Samples.members("channel", "x", 77, "kenji"))))
          .endsWith(
              "\"upsert\":{\"userAccount\":\"kenji\",\"rooms\":[],"
                  + "\"restrictedRooms\":{\"kQ3v8ZpL2mX9aT7Rb\":77},"
                  + "\"roomTimestamps\":{\"kQ3v8ZpL2mX9aT7Rb\":1767225600140},"
                  + "\"createdAt\":\"2026-01-01T00:00:00.14Z\","
                  + "\"updatedAt\":\"2026-01-01T00:00:00.14Z\"}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void sinceThatIsNotPositive_isUnrestricted(long since) throws Exception {
      assertThat(body(added(Samples.members("channel", "x", since, "kenji"))))
          .contains("\"rooms\":[\"kQ3v8ZpL2mX9aT7Rb\"]", "\"restrictedRooms\":{}", "\"hss\":0");
    }

    @Test
    void removal_leavesAMark_forWhoHasNoDocument() throws Exception {
      byte[] event =
          Samples.envelope("member_removed", Samples.members("channel", "x", 5, "kenji"), 5);
      assertThat(body(event))
          .contains("\"rooms\":[]", "\"restrictedRooms\":{}", ":5}")
          .doesNotContain("hss");
    }

    @Test
    void eventBeyondTheCalendar_isUnusable() throws Exception {
      byte[] event =
          Samples.envelope(
              "member_added", Samples.members("channel", "x", 0, "kenji"), Long.MAX_VALUE);
      assertThat(USER_ROOM.plan(event, 1)).isInstanceOf(Plan.Unusable.class);
    }
  }
}
