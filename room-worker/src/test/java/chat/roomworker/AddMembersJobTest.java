package chat.roomworker;

import static chat.roomworker.TestRoomWorker.PAIR;
import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.AddMembersRequest;
import chat.model.HistoryChoice;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The add job (03 §7). */
class AddMembersJobTest {
  private static final long ACCEPTED = 1767225600123L;
  private static final String OPERATION = "room.member.add";

  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;
  private final RecordedTraffic traffic = worker.traffic;
  private User dora;

  @BeforeEach
  void room() {
    dora = site.user(SampleUser.of("dora").names("Mina Chou", "周米娜"));
    site.user(SampleUser.of("kenji").names("Kenji Mori", "森健二"));
    site.user(SampleUser.of("olga").site("site-b"));
    site.channel("r1");
    site.owner("r1", dora);
    worker.keys.set("r1", PAIR);
  }

  private static AddMembersRequest request(List<String> users, List<String> orgs, String mode) {
    return new AddMembersRequest(
        "r1", users, orgs, null, new HistoryChoice(mode), "?", "dora", ACCEPTED);
  }

  private Delivery job(List<String> users, List<String> orgs) {
    return worker.job(RoomJob.MEMBER_ADD, request(users, orgs, "all"));
  }

  private Outcome add(List<String> users, List<String> orgs) {
    return worker.run(job(users, orgs));
  }

  private String said() {
    return traffic.one("chat.msg.canonical.site-a.created").body();
  }

  @Test
  void newMember_hearsOfTheRoomThenGetsTheKeyThenEverybodyHears() {
    assertThat(add(List.of("kenji"), null)).isEqualTo(Outcome.DONE);

    Subscription kenji = site.subscription("r1", "kenji");
    assertThat(kenji.roles()).containsExactly("member");
    assertThat(kenji.joinedAt()).isEqualTo(Instant.ofEpochMilli(ACCEPTED));
    assertThat(kenji.historySharedSince()).isNull();
    assertThat(site.room("r1").userCount()).isEqualTo(2);
    assertThat(site.rows).isEmpty();
    assertThat(traffic.subjects())
        .containsExactly(
            "chat.user.kenji.event.subscription.update",
            "chat.user.kenji.event.room.key",
            "chat.room.r1.event.member",
            "chat.inbox.site-a.member_added",
            "chat.msg.canonical.site-a.created",
            "chat.user.dora.response." + REQUEST_ID);
    assertThat(worker.result()).isEqualTo(worker.ok(OPERATION, "r1"));
    assertThat(traffic.one("chat.room.r1.event.member").body())
        .isEqualTo(
            ("{\"type\":\"member_added\",\"roomId\":\"r1\",\"roomName\":\"Harbour crew\","
                    + "\"roomType\":\"channel\",\"accounts\":[\"kenji\"],\"siteId\":\"site-a\","
                    + "\"requesterAccount\":\"dora\",\"joinedAt\":%d,\"timestamp\":%d}")
                .formatted(ACCEPTED, worker.clock.millis()));
    assertThat(said())
        .contains(
            "\"id\":\"PDER4mr8Um6Ba5eFEEq2\"",
            "\\\"Mina Chou 周米娜\\\" added \\\"Kenji Mori 森健二\\\" to the channel",
            "\"createdAt\":\"2026-01-01T00:00:00.123Z\"");
  }

  @Test
  void twoNewMembers_areNotNamed() {
    add(List.of("kenji", "olga", "dora"), null);
    assertThat(said()).contains("\\\"Mina Chou 周米娜\\\" added members to the channel");
    assertThat(traffic.one("outbox.site-a.to.site-b.member_added").inner())
        .contains("\"accounts\":[\"olga\"]");
    assertThat(traffic.one("outbox.site-a.to.site-b.member_added").messageId())
        .isEqualTo(REQUEST_ID + ":site-b");
  }

  @Test
  void restrictedHistory_saysTheSameEverywhere() {
    worker.run(worker.job(RoomJob.MEMBER_ADD, request(List.of("olga"), null, "none")));
    assertThat(site.subscription("r1", "olga").historySharedSince())
        .isEqualTo(Instant.ofEpochMilli(ACCEPTED));
    String since = "\"historySharedSince\":%d".formatted(ACCEPTED);
    assertThat(traffic.one("chat.room.r1.event.member").body()).contains(since);
    assertThat(traffic.one("chat.inbox.site-a.member_added").inner()).contains(since);
    assertThat(traffic.one("outbox.site-a.to.site-b.member_added").inner()).contains(since);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "NONE", "none "})
  void otherModes_shareEverything(String mode) {
    worker.run(worker.job(RoomJob.MEMBER_ADD, request(List.of("olga"), null, mode)));
    assertThat(site.subscription("r1", "olga").historySharedSince()).isNull();
    assertThat(traffic.one("chat.room.r1.event.member").body())
        .doesNotContain("historySharedSince");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora", "ghost", "help.bot"})
  void nobodyNew_isFineAndSilent(String account) {
    assertThat(add(List.of(account), null)).isEqualTo(Outcome.DONE);
    assertThat(traffic.subjects()).containsExactly("chat.user.dora.response." + REQUEST_ID);
    assertThat(site.members("r1")).containsExactly("dora");
  }

  @Test
  void emptyJob_isFineAndSilent() {
    assertThat(add(null, null)).isEqualTo(Outcome.DONE);
    assertThat(traffic.sent).hasSize(1);
  }

  @Nested
  class Orgs {
    @BeforeEach
    void org() {
      site.user(SampleUser.of("gil").section("o1"));
      site.user(SampleUser.of("hana").department("o1"));
      site.user(SampleUser.of("help.bot").section("o1"));
    }

    @Test
    void firstOrg_givesEverySubscriberARow() {
      site.member("r1", site.user("odd.bot"));
      add(List.of(), List.of("o1"));
      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "odd.bot", "gil", "hana");
      assertThat(site.rowsOf("r1"))
          .containsExactlyInAnyOrder("individual:dora", "individual:odd.bot", "org:o1");
      assertThat(said()).contains("added members to the channel");
    }

    @Test
    void namedPeople_getARowAndOthersOfTheOrgNone() {
      add(List.of("gil"), List.of("o1"));
      assertThat(site.rowsOf("r1"))
          .containsExactlyInAnyOrder("individual:dora", "individual:gil", "org:o1");
    }

    @Test
    void oneUserOrg_hasTheTextOfMany() {
      site.users.removeIf(u -> u.account().equals("hana"));
      add(List.of(), List.of("o1"));
      assertThat(said()).contains("\\\"Mina Chou 周米娜\\\" added members to the channel");
    }

    @Test
    void roomWithOrgs_givesNewMembersARow() {
      site.orgRow("r1", "o9");
      add(List.of("kenji"), null);
      assertThat(site.rowsOf("r1")).containsExactlyInAnyOrder("org:o9", "individual:kenji");
    }

    @Test
    void memberThroughAnOrg_isUpgradedInSilence() {
      site.orgRow("r1", "o1");
      site.member("r1", site.users.get(3));
      add(List.of("gil"), null);
      assertThat(site.rowsOf("r1")).contains("individual:gil");
      assertThat(traffic.sent).hasSize(1);
    }

    @Test
    void orgWhosePeopleAreInAlready_isSaidWithNobodyNew() {
      site.orgRow("r1", "o9");
      site.member("r1", site.users.get(3));
      site.member("r1", site.users.get(4));
      add(null, List.of("o1"));
      assertThat(traffic.subjects())
          .containsExactly(
              "chat.room.r1.event.member",
              "chat.msg.canonical.site-a.created",
              "chat.user.dora.response." + REQUEST_ID);
      assertThat(traffic.one("chat.room.r1.event.member").body()).contains("\"accounts\":[]");
      assertThat(site.rowsOf("r1")).containsExactlyInAnyOrder("org:o9", "org:o1");
    }

    @Test
    void subscriberWithoutUserDocument_stopsTheFirstOrgBeforeAnyRow() {
      site.member("r1", SampleUser.of("ghost").make());
      assertThat(add(null, List.of("o1")))
          .isEqualTo(
              new Outcome.Reject("backfill user ghost not found in room.member.add (room r1)"));
      assertThat(site.rows).isEmpty();
      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "ghost");
    }
  }

  @Nested
  class Refusals {
    private void refused(String text) {
      assertThat(add(List.of("kenji"), null)).isEqualTo(new Outcome.Reject(text));
      assertThat(worker.result()).isEqualTo(worker.failed(OPERATION, "r1", text));
      assertThat(site.members("r1")).doesNotContain("kenji");
    }

    @Test
    void roomThatIsNoChannel() {
      site.rooms.clear();
      site.rooms.add(SampleRoom.of("r1").type(RoomType.DM).make());
      refused("add-member only valid on channel rooms, got dm");
    }

    @Test
    void unknownRequester() {
      site.users.remove(dora);
      refused("requester dora not found (room r1)");
    }

    @Test
    void absentKey_isFoundBeforeTheWrites() {
      worker.keys.delete("r1");
      refused("room key absent for r1");
    }

    @Test
    void absentRoom_isTriedAgain() {
      site.rooms.clear();
      Delivery job = job(List.of("kenji"), null);
      assertThat(worker.run(job)).isInstanceOf(Outcome.Retry.class);
      assertThat(traffic.sent).isEmpty();
      worker.run(TestRoomWorker.last(job));
      assertThat(worker.result()).isEqualTo(worker.failed(OPERATION, "r1", "operation failed"));
    }

    @Test
    void requestId_isRequired() {
      String body = "{\"roomId\":\"r1\",\"users\":[\"kenji\"],\"requesterAccount\":\"dora\"}";
      assertThat(worker.run(worker.job(RoomJob.MEMBER_ADD, null, body)))
          .isEqualTo(new Outcome.Reject("missing X-Request-ID"));
      assertThat(worker.run(worker.job(RoomJob.MEMBER_ADD, "1", body)))
          .isEqualTo(new Outcome.Reject("invalid X-Request-ID: must be a hyphenated UUID"));
      assertThat(traffic.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"users\":\"x\"}", "{\"history\":\"none\"}"})
    void undecodableBody_isGivenUpAtOnce(String body) {
      assertThat(worker.run(worker.job(RoomJob.MEMBER_ADD, REQUEST_ID, body)))
          .isInstanceOf(Outcome.Reject.class);
      assertThat(traffic.sent).isEmpty();
    }
  }

  @Nested
  class Redelivery {
    /** Wherever it breaks, the next delivery tells everything, once more for what was told. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void eventsOfAFailedAttempt_areToldByTheNext(int sentBefore) {
      Delivery job = job(List.of("kenji", "olga"), null);
      traffic.failAfter(sentBefore);
      worker.run(job);
      traffic.recover();
      traffic.sent.clear();

      assertThat(worker.run(TestRoomWorker.again(job))).isEqualTo(Outcome.DONE);

      assertThat(traffic.subjects())
          .contains(
              "chat.user.kenji.event.subscription.update",
              "chat.user.olga.event.room.key",
              "chat.room.r1.event.member",
              "chat.inbox.site-a.member_added",
              "outbox.site-a.to.site-b.member_added",
              "chat.user.dora.response." + REQUEST_ID);
      assertThat(said()).contains("added members");
      assertThat(site.members("r1")).hasSize(3);
    }

    @Test
    void copyAtAnotherPlace_findsNothingToDo() {
      Delivery job = job(List.of("kenji"), null);
      worker.run(job);
      traffic.sent.clear();
      assertThat(worker.run(worker.copy(job))).isEqualTo(Outcome.DONE);
      assertThat(traffic.subjects()).containsExactly("chat.user.dora.response." + REQUEST_ID);
    }

    @Test
    void lateAdd_doesNotUndoALaterRemoval() {
      Delivery job = job(List.of("kenji", "olga"), null);
      worker.marks.removed("r1", List.of("kenji"), job.sequence() + 1);
      worker.run(job);
      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "olga");
      assertThat(traffic.subjects()).noneMatch(subject -> subject.contains(".kenji."));
    }

    @Test
    void removalBefore_isNoHindrance() {
      worker.marks.removed("r1", List.of("kenji"), 1);
      add(List.of("kenji"), null);
      assertThat(site.members("r1")).contains("kenji");
    }
  }

  @Nested
  class RotationOnJoining {
    private long versionAfter(String policy, String mode) {
      worker.environment.put("ROOM_KEY_ROTATE_ON_JOIN", policy);
      worker.run(worker.job(RoomJob.MEMBER_ADD, request(List.of("kenji"), null, mode)));
      return worker.keys.get("r1").orElseThrow().version();
    }

    @Test
    void never_byDefault() {
      add(List.of("kenji"), null);
      assertThat(worker.keys.get("r1").orElseThrow().version()).isZero();
    }

    @Test
    void always_sendsTheNewKeyToOldAndNewMembersBeforeTheMessage() {
      assertThat(versionAfter("always", "all")).isEqualTo(1);
      assertThat(traffic.one("chat.user.dora.event.room.key").body()).contains("\"version\":1");
      assertThat(traffic.one("chat.user.kenji.event.room.key").body()).contains("\"version\":1");
      assertThat(traffic.subjects().indexOf("chat.user.dora.event.room.key"))
          .isLessThan(traffic.subjects().indexOf("chat.msg.canonical.site-a.created"));
    }

    @Test
    void restricted_whereHistoryIsNotShared() {
      assertThat(versionAfter("restricted", "none")).isEqualTo(1);
    }

    @Test
    void restricted_leavesSharedRoomsAlone() {
      assertThat(versionAfter("restricted", "all")).isZero();
    }

    @Test
    void restricted_whereSomebodyComesBack() {
      worker.marks.removed("r1", List.of("kenji"), 1);
      assertThat(versionAfter("restricted", "all")).isEqualTo(1);
    }
  }
}
