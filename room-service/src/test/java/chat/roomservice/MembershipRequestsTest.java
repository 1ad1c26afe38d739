package chat.roomservice;

import static chat.roomservice.TestRoomService.REQUEST_ID;
import static chat.roomservice.TestRoomService.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.User;
import chat.roomkeystore.RoomKeyStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Add, remove, roles (02 §9.5–9.7), in a room of dora (owner), erin (member), gil (through org o1
 * alone) and hana (by name and through o1); farid is outside.
 */
class MembershipRequestsTest {
  private static final String INTERNAL = error("internal error");
  private static final String ACCEPTED = "{\"status\":\"accepted\"}";

  private final TestRoomService service = new TestRoomService();
  private final Documents site = service.site;

  @BeforeEach
  void room() {
    site.room(SampleRoom.of("r1").userCount(4).make());
    site.room(SampleRoom.of("dm").type(RoomType.DM).make());
    User dora = site.user("dora");
    User erin = site.user("erin");
    User gil = site.user(SampleUser.of("gil").department("o1").section("x"));
    User hana = site.user(SampleUser.of("hana").section("o1"));
    site.user("farid");
    site.subscription(SampleSubscription.of("r1", dora).owner());
    site.member("r1", erin);
    site.member("r1", gil);
    site.member("r1", hana);
    site.row("r1", dora, 0);
    site.row("r1", erin, 0);
    site.row("r1", hana, 0);
    site.orgRow("r1", "o1", 0);
    site.subscription(SampleSubscription.of("dm", dora).direct(RoomType.DM, "erin"));
  }

  private String ask(String account, String roomId, String operation, String body) {
    return service.ask(
        "chat.user.%s.request.room.%s.site-a.member.%s".formatted(account, roomId, operation),
        body);
  }

  private void refused(String account, String operation, String body, String reply) {
    assertThat(ask(account, "r1", operation, body)).isEqualTo(reply);
    service.expectNothingPublished();
  }

  private void accepted(String account, String operation, String body, String job) {
    assertThat(ask(account, "r1", operation, body)).isEqualTo(ACCEPTED);
    assertThat(service.traffic.published)
        .containsExactly(
            new RecordedTraffic.Sent(
                "chat.room.canonical.site-a.member." + operation,
                REQUEST_ID,
                null,
                job.replace("NOW", Long.toString(service.clock.millis()))));
  }

  private void restrict() {
    site.rooms.removeFirst();
    site.room(SampleRoom.of("r1").userCount(4).restricted().make());
  }

  @Nested
  class Add {
    @Test
    void member_addsPeopleAndOrgs() {
      site.user(SampleUser.of("ivan").section("o2"));
      accepted(
          "erin",
          "add",
          "{\"roomId\":\"r1\",\"users\":[\"farid\",\"farid\"],\"orgs\":[\"o2\"],"
              + "\"history\":{\"mode\":\"none\"},\"requesterId\":\"evil\",\"timestamp\":1}",
          "{\"roomId\":\"r1\",\"users\":[\"farid\"],\"orgs\":[\"o2\"],\"channels\":null,"
              + "\"history\":{\"mode\":\"none\"},\"requesterId\":\"u-erin\","
              + "\"requesterAccount\":\"erin\",\"timestamp\":NOW}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"users\":[]}", "{\"history\":null}"})
    void nobody_isAcceptedToo(String body) {
      accepted(
          "dora",
          "add",
          body,
          "{\"roomId\":\"r1\",\"users\":null,\"orgs\":null,\"channels\":null,"
              + "\"history\":{\"mode\":\"\"},\"requesterId\":\"u-dora\","
              + "\"requesterAccount\":\"dora\",\"timestamp\":NOW}");
    }

    @Test
    void requester_isNotTakenOutOfTheLists() {
      assertThat(ask("dora", "r1", "add", "{\"users\":[\"dora\"]}")).isEqualTo(ACCEPTED);
      assertThat(service.traffic.published.getFirst().body()).contains("\"users\":[\"dora\"]");
    }

    @Test
    void sourceChannel_bringsItsMembersButNoBots() {
      site.subscription(SampleSubscription.of("r9", SampleUser.of("erin").make()));
      site.member("r9", site.user("help.bot"));
      site.member("r9", SampleUser.of("farid").make());
      assertThat(
              ask(
                  "erin",
                  "r1",
                  "add",
                  "{\"channels\":[{\"roomId\":\"r9\",\"siteId\":\"site-a\"}]}"))
          .isEqualTo(ACCEPTED);
      assertThat(service.traffic.published.getFirst().body())
          .contains(
              "\"users\":[\"erin\",\"farid\"]",
              "\"channels\":[{\"roomId\":\"r9\",\"siteId\":\"site-a\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"users\":[\"farid\"]}", "{"})
    void outsider_isToldSoBeforeTheBodyIsRead(String body) {
      refused(
          "farid",
          "add",
          body,
          error("requester not in room: \"farid\" in room \"r1\": subscription not found"));
    }

    @Test
    void storeFailure_showsNoDriverText() {
      SubscriptionStore failing = mock(SubscriptionStore.class);
      when(failing.find(any(), any())).thenThrow(new IllegalStateException("driver detail"));
      service.stores =
          new Stores(
              service.stores.users(),
              service.stores.rooms(),
              failing,
              service.stores.members(),
              service.stores.apps(),
              service.stores.messages());
      refused("dora", "add", "{}", INTERNAL);
    }

    @Test
    void roomWithoutDocument_isMasked() {
      site.rooms.clear();
      refused("dora", "add", "{}", INTERNAL);
    }

    @Test
    void roomThatIsNoChannel_isToldBeforeTheBodyIsRead() {
      assertThat(ask("dora", "dm", "add", "{"))
          .isEqualTo(error("cannot add members to a non-channel room"));
    }

    @Test
    void restrictedRoom_isForOwnersBeforeTheBodyIsRead() {
      restrict();
      refused("erin", "add", "{", error("only owners can add members to a restricted room"));
      assertThat(ask("dora", "r1", "add", "{}")).isEqualTo(ACCEPTED);
    }

    @Test
    void restrictedRoom_isNotForAdmins() {
      restrict();
      site.subscription(SampleSubscription.of("r1", site.user("ivan")).roles("admin", "member"));
      refused("ivan", "add", "{}", error("only owners can add members to a restricted room"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{",
          "[]",
          "{\"users\":\"a\"}",
          "{\"history\":\"none\"}",
          "{\"history\":{\"mode\":1}}",
          "{\"channels\":[\"a\"]}"
        })
    void malformed(String body) {
      assertThat(ask("dora", "r1", "add", body)).startsWith("{\"error\":\"invalid request: ");
      service.expectNothingPublished();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {"roomId":"other","users":["a.bot"]} | invalid request: room ID mismatch
            {"users":["farid","x.bot"]}          | bots cannot be added to a channel
            {"users":["p_x"],"channels":[{"roomId":"zz","siteId":"site-a"}]} | bots cannot be added to a channel
            {"channels":[{"roomId":"zz","siteId":"site-a"}]} | only room members can list members
            {"orgs":["none"],"users":["ghost"]}  | org "none": invalid org
            {"orgs":["o1"],"users":["ghost"]}    | user "ghost": user not found
            {"orgs":[""]}                        | org "": invalid org
            """)
    void refusals(String body, String text) {
      refused("dora", "add", body, error(text));
    }

    @Test
    void room_holdsTenAndSubscribedPeopleCountOnce() {
      for (int i = 0; i < 6; i++) {
        site.user(SampleUser.of("m" + i).section("o2"));
      }
      assertThat(ask("dora", "r1", "add", "{\"orgs\":[\"o2\",\"o1\"],\"users\":[\"erin\"]}"))
          .isEqualTo(ACCEPTED);
      assertThat(ask("dora", "r1", "add", "{\"orgs\":[\"o2\"],\"users\":[\"farid\"]}"))
          .isEqualTo(
              error(
                  "room is at maximum capacity (10): cannot add 7 members to room with 4"
                      + " existing"));
    }

    @Test
    void publishThatIsNotAcknowledged_isMasked() {
      service.traffic.goAway();
      refused("dora", "add", "{}", INTERNAL);
    }
  }

  @Nested
  class Remove {
    @Test
    void owner_removesAPerson() {
      accepted(
          "dora",
          "remove",
          "{\"roomId\":\"r1\",\"account\":\"erin\",\"requester\":\"evil\",\"roomType\":\"dm\","
              + "\"baseKeyVersion\":99,\"timestamp\":1}",
          "{\"roomId\":\"r1\",\"requester\":\"dora\",\"account\":\"erin\",\"timestamp\":NOW,"
              + "\"roomType\":\"channel\"}");
    }

    @Test
    void owner_removesAnOrgOrOneThatIsNotThere() {
      accepted(
          "dora",
          "remove",
          "{\"orgId\":\"whatever\"}",
          "{\"roomId\":\"r1\",\"requester\":\"dora\",\"orgId\":\"whatever\",\"timestamp\":NOW,"
              + "\"roomType\":\"channel\"}");
    }

    @Test
    void member_leaves() {
      accepted(
          "erin",
          "remove",
          "{\"account\":\"erin\"}",
          "{\"roomId\":\"r1\",\"requester\":\"erin\",\"account\":\"erin\",\"timestamp\":NOW,"
              + "\"roomType\":\"channel\"}");
    }

    @Test
    void memberByNameAndOrg_mayLeave() {
      assertThat(ask("hana", "r1", "remove", "{\"account\":\"hana\"}")).isEqualTo(ACCEPTED);
    }

    @Test
    void keys_areNeitherReadNorNeeded() {
      service.keyStore = mock(RoomKeyStore.class);
      assertThat(ask("erin", "r1", "remove", "{\"account\":\"erin\"}")).isEqualTo(ACCEPTED);
      verifyNoInteractions(service.keyStore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"account\":1}"})
    void malformed_isToldEvenToOutsiders(String body) {
      assertThat(ask("farid", "nowhere", "remove", body))
          .startsWith("{\"error\":\"invalid request: ");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            dora  | {"roomId":"other","account":"erin"}
            dora  | {}
            dora  | null
            dora  | {"account":"erin","orgId":"o1"}
            dora  | {"account":"farid"}
            dora  | {"account":"ghost"}
            dora  | {"account":"gil"}
            gil   | {"account":"gil"}
            erin  | {"account":"gil"}
            farid | {"account":"erin"}
            dora  | {"account":"dora"}
            farid | {"orgId":"o1"}
            """)
    void maskedRefusals(String account, String body) {
      refused(account, "remove", body, INTERNAL);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            erin  | {"account":"hana"}
            erin  | {"account":"dora"}
            erin  | {"orgId":"o1"}
            gil   | {"orgId":"o1"}
            """)
    void onlyOwnersRemoveOthers(String account, String body) {
      refused(account, "remove", body, error("only owners can remove members"));
    }

    @Test
    void absentRoomAndDm_areMasked() {
      assertThat(ask("dora", "nowhere", "remove", "{\"account\":\"erin\"}")).isEqualTo(INTERNAL);
      assertThat(ask("dora", "dm", "remove", "{\"account\":\"erin\"}")).isEqualTo(INTERNAL);
    }

    @Test
    void lastMember_mayNotLeaveEvenAsNoOwner() {
      site.subscriptions.clear();
      site.member("r1", SampleUser.of("erin").make());
      refused("erin", "remove", "{\"account\":\"erin\"}", INTERNAL);
    }

    @Test
    void owner_mayBeRemovedWhileAnotherStays() {
      site.subscription(SampleSubscription.of("r1", site.user("ivan")).owner());
      assertThat(ask("ivan", "r1", "remove", "{\"account\":\"dora\"}")).isEqualTo(ACCEPTED);
    }
  }

  @Nested
  class Roles {
    @Test
    void owner_promotes() {
      accepted(
          "dora",
          "role-update",
          "{\"roomId\":\"r1\",\"account\":\"erin\",\"newRole\":\"owner\",\"timestamp\":3}",
          "{\"roomId\":\"r1\",\"account\":\"erin\",\"newRole\":\"owner\",\"timestamp\":NOW}");
    }

    @Test
    void memberWithoutAnyRows_maybePromoted() {
      site.rows.clear();
      assertThat(ask("dora", "r1", "role-update", "{\"account\":\"gil\",\"newRole\":\"owner\"}"))
          .isEqualTo(ACCEPTED);
    }

    @Test
    void anotherOwner_isDemotedWithoutCounting() {
      site.subscription(SampleSubscription.of("r1", site.user("ivan")).owner());
      assertThat(ask("ivan", "r1", "role-update", "{\"account\":\"dora\",\"newRole\":\"member\"}"))
          .isEqualTo(ACCEPTED);
      assertThat(ask("ivan", "r1", "role-update", "{\"account\":\"ivan\",\"newRole\":\"member\"}"))
          .isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"account\":\"a\",\"newRole\":1}"})
    void malformed(String body) {
      assertThat(ask("dora", "r1", "role-update", body))
          .startsWith("{\"error\":\"invalid request: ");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            dora  | {"roomId":"other","account":"erin","newRole":"x"} | invalid request: room ID mismatch
            dora  | {"account":"erin","newRole":"admin"}  | invalid role: must be owner or member
            dora  | {"account":"erin"}                    | invalid role: must be owner or member
            dora  | {"account":"erin","newRole":"Owner"}  | invalid role: must be owner or member
            dora  | null                                  | invalid role: must be owner or member
            farid | {"account":"erin","newRole":"owner"}  | internal error
            erin  | {"account":"ghost","newRole":"owner"} | only owners can update roles
            dora  | {"account":"ghost","newRole":"owner"} | target user is not a member of this room
            dora  | {"newRole":"owner"}                   | target user is not a member of this room
            dora  | {"account":"dora","newRole":"owner"}  | user is already an owner
            dora  | {"account":"erin","newRole":"member"} | user is not an owner
            dora  | {"account":"gil","newRole":"member"}  | user is not an owner
            dora  | {"account":"gil","newRole":"owner"}   | only individual members can be promoted to owner
            dora  | {"account":"dora","newRole":"member"} | cannot demote the last owner
            """)
    void refusals(String account, String body, String text) {
      refused(account, "role-update", body, error(text));
    }

    @Test
    void role_isCheckedBeforeTheRoomAndItsTypeBeforeTheRequester() {
      assertThat(ask("dora", "nowhere", "role-update", "{\"newRole\":\"boss\"}"))
          .isEqualTo(error("invalid role: must be owner or member"));
      assertThat(ask("dora", "nowhere", "role-update", "{\"newRole\":\"owner\"}"))
          .isEqualTo(INTERNAL);
      assertThat(ask("farid", "dm", "role-update", "{\"newRole\":\"owner\"}"))
          .isEqualTo(error("role update is only allowed in channel rooms"));
    }
  }

  @Nested
  class OrgMembers {
    private String members(String org) {
      return service.ask("chat.user.anybody.request.orgs.%s.members".formatted(org), "{not read");
    }

    @Test
    void people_areSortedAndShort() {
      assertThat(members("o1"))
          .isEqualTo(
              "{\"members\":[{\"id\":\"u-gil\",\"account\":\"gil\",\"engName\":\"E gil\","
                  + "\"chineseName\":\"中 gil\",\"siteId\":\"site-a\"},{\"id\":\"u-hana\","
                  + "\"account\":\"hana\",\"engName\":\"E hana\",\"chineseName\":\"中 hana\","
                  + "\"siteId\":\"site-a\"}]}");
    }

    @Test
    void orgOfNobody_isInvalid() {
      assertThat(members("none")).isEqualTo(error("invalid org"));
    }
  }
}
