package chat.roomworker;

import static chat.roomworker.TestRoomWorker.PAIR;
import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.model.RemoveMemberRequest;
import chat.model.RoomJob;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.User;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The remove job (03 §8). */
class RemoveMemberJobTest {
  private static final long ACCEPTED = 1767225600123L;

  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;
  private final RecordedTraffic traffic = worker.traffic;
  private User kenji;

  @BeforeEach
  void room() {
    site.channel("r1");
    site.owner("r1", site.user("dora"));
    kenji = site.user(SampleUser.of("kenji").names("Kenji Mori", "森健二"));
    site.member("r1", kenji);
    site.member("r1", site.user(SampleUser.of("olga").site("site-b")));
    worker.keys.set("r1", PAIR);
  }

  private static RemoveMemberRequest person(String requester, String account) {
    return new RemoveMemberRequest("r1", requester, account, "", ACCEPTED, "channel");
  }

  private static RemoveMemberRequest org(String orgId) {
    return new RemoveMemberRequest("r1", "dora", "", orgId, ACCEPTED, "channel");
  }

  private Delivery job(RemoveMemberRequest body) {
    return worker.job(RoomJob.MEMBER_REMOVE, body);
  }

  @Test
  void roomThatIsNotThere_getsNoKeyAndTellsNobody() {
    var elsewhere = new RemoveMemberRequest("r9", "dora", "kenji", "", ACCEPTED, "channel");
    Delivery job = job(elsewhere);

    assertThat(worker.run(job)).isInstanceOf(Outcome.Retry.class);
    assertThat(traffic.sent).isEmpty();
    worker.run(TestRoomWorker.last(job));

    assertThat(worker.keys.get("r9")).isEmpty();
    assertThat(worker.result()).contains("\"error\":\"operation failed\"");
    assertThat(traffic.sent).hasSize(1);
  }

  private Outcome remove(RemoveMemberRequest body) {
    return worker.run(job(body));
  }

  private String said() {
    return traffic.one("chat.msg.canonical.site-a.created").body();
  }

  @Nested
  class Person {
    private static final String OPERATION = "room.member.remove";

    @Test
    void removedMember_isOutAndTheRestHaveAKeyThatTheyNeverSaw() {
      assertThat(remove(person("dora", "kenji"))).isEqualTo(Outcome.DONE);

      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "olga");
      assertThat(site.room("r1").userCount()).isEqualTo(2);
      var key = worker.keys.get("r1").orElseThrow();
      assertThat(key.version()).isEqualTo(1);
      assertThat(key.pair()).isNotEqualTo(PAIR);
      for (String survivor : List.of("dora", "olga")) {
        assertThat(traffic.one("chat.user." + survivor + ".event.room.key").body())
            .contains("\"version\":1", key.pair().privateKey().base64());
      }
      assertThat(traffic.on("chat.user.kenji.event.room.key")).isEmpty();
      assertThat(traffic.subjects().subList(2, traffic.sent.size()))
          .containsExactly(
              "chat.user.kenji.event.subscription.update",
              "chat.room.r1.event.member",
              "chat.inbox.site-a.member_removed",
              "chat.msg.canonical.site-a.created",
              "chat.user.dora.response." + REQUEST_ID);
      assertThat(worker.result()).isEqualTo(worker.ok(OPERATION, "r1"));
    }

    @Test
    void events_areTheContracts() {
      remove(person("dora", "kenji"));
      long now = worker.clock.millis();
      assertThat(traffic.one("chat.user.kenji.event.subscription.update").body())
          .isEqualTo(
              ("{\"userId\":\"u-kenji\",\"subscription\":{\"id\":\"\",\"u\":{\"id\":\"u-kenji\","
                      + "\"account\":\"kenji\"},\"roomId\":\"r1\",\"siteId\":\"\",\"roles\":null,"
                      + "\"name\":\"\",\"roomType\":\"channel\",\"joinedAt\":\"0001-01-01T00:00:00Z\","
                      + "\"hasMention\":false,\"alert\":false,\"disableNotification\":false},"
                      + "\"action\":\"removed\",\"timestamp\":%d}")
                  .formatted(now));
      assertThat(traffic.one("chat.room.r1.event.member").body())
          .isEqualTo(
              ("{\"type\":\"member_removed\",\"roomId\":\"r1\",\"accounts\":[\"kenji\"],"
                      + "\"siteId\":\"site-a\",\"timestamp\":%d}")
                  .formatted(now));
      assertThat(said())
          .contains(
              "\"id\":\"QsZfjsl0II7cyaCdjCy1\"",
              "\"userAccount\":\"dora\"",
              "\\\"Kenji Mori 森健二\\\" has been removed from the channel",
              "\"createdAt\":\"2026-01-01T00:00:00.123Z\"",
              base64(
                  "{\"user\":{\"account\":\"kenji\",\"engName\":\"Kenji Mori\","
                      + "\"chineseName\":\"森健二\"},\"removedUsersCount\":1}"));
    }

    @Test
    void leaving_isSaidByThePersonAndNeedsNoRequesterLookUp() {
      remove(person("kenji", "kenji"));
      assertThat(said())
          .contains(
              "\"userAccount\":\"kenji\"",
              "\\\"Kenji Mori 森健二\\\" left the channel",
              "\"type\":\"member_left\"",
              base64(
                  "{\"user\":{\"account\":\"kenji\",\"engName\":\"Kenji Mori\","
                      + "\"chineseName\":\"森健二\"}}"));
      assertThat(traffic.one("chat.room.r1.event.member").body())
          .contains("\"type\":\"member_left\"");
      RecordedTraffic.Sent inbox = traffic.one("chat.inbox.site-a.member_removed");
      assertThat(inbox.body()).startsWith("{\"type\":\"member_removed\"");
      assertThat(inbox.inner()).startsWith("{\"type\":\"member_left\"");
    }

    @Test
    void remoteMember_isToldAtHomeToo() {
      remove(person("dora", "olga"));
      RecordedTraffic.Sent outbox = traffic.one("outbox.site-a.to.site-b.member_removed");
      assertThat(outbox.messageId()).isEqualTo(REQUEST_ID + ":site-b");
      assertThat(outbox.inner()).contains("\"accounts\":[\"olga\"]");
    }

    @Test
    void memberWithoutASite_getsNoOutbox() {
      site.member("r1", site.user(SampleUser.of("gil").site("")));
      remove(person("dora", "gil"));
      assertThat(traffic.subjects()).noneMatch(subject -> subject.startsWith("outbox."));
    }

    @Test
    void requestWithoutAnId_usesTheSeedAndHasNoResult() {
      site.channel("kQ3v8ZpL2mX9aT7Rb");
      worker.run(
          worker.job(
              RoomJob.MEMBER_REMOVE,
              null,
              "{\"roomId\":\"kQ3v8ZpL2mX9aT7Rb\",\"requester\":\"dora\",\"account\":\"kenji\","
                  + "\"timestamp\":1767225600123}"));
      assertThat(said()).contains("\"id\":\"G4KsRQDofAAbVHF4kVU1\"");
      assertThat(traffic.one("chat.inbox.site-a.member_removed").messageId())
          .isEqualTo("kQ3v8ZpL2mX9aT7Rb:kenji:1767225600123:site-a");
      assertThat(traffic.sent)
          .allMatch(s -> s.requestId() == null || s.requestId().isEmpty())
          .noneMatch(s -> s.subject().contains(".response."));
    }

    @Test
    void roomWithoutAKey_getsVersionZero() {
      worker.keys.delete("r1");
      remove(person("dora", "kenji"));
      assertThat(worker.keys.get("r1").orElseThrow().version()).isZero();
      assertThat(traffic.one("chat.user.dora.event.room.key").body()).contains("\"version\":0");
    }

    @Nested
    class WhoStaysThroughAnOrg {
      @BeforeEach
      void orgInTheRoom() {
        site.user(SampleUser.of("gil").department("o1").site("site-b"));
        site.row("r1", site.users.getLast());
        site.orgRow("r1", "o1");
      }

      @Test
      void member_losesTheRowAlone() {
        site.member("r1", site.users.getLast());
        remove(person("dora", "gil"));
        assertThat(site.rowsOf("r1")).containsExactly("org:o1");
        assertThat(site.members("r1")).contains("gil");
        assertThat(worker.keys.get("r1").orElseThrow().version()).isZero();
        assertThat(traffic.subjects()).containsExactly("chat.user.dora.response." + REQUEST_ID);
      }

      @Test
      void owner_becomesAMemberAndIsTold() {
        site.owner("r1", site.users.getLast());
        remove(person("dora", "gil"));
        assertThat(site.subscription("r1", "gil").roles()).containsExactly("member");
        assertThat(traffic.one("chat.user.gil.event.subscription.update").body())
            .contains("\"action\":\"role_updated\"", "\"roles\":[\"member\"]");
        assertThat(traffic.one("outbox.site-a.to.site-b.role_updated").inner())
            .isEqualTo(traffic.one("chat.user.gil.event.subscription.update").body());
        assertThat(traffic.on("chat.user.dora.event.room.key")).isEmpty();
      }
    }

    @Test
    void unknownRequester_isFoundBeforeTheDeletion() {
      assertThat(remove(person("ghost", "kenji")))
          .isEqualTo(new Outcome.Reject("requester ghost not found (room r1)"));
      assertThat(site.members("r1")).contains("kenji");
      assertThat(traffic.one("chat.user.ghost.response." + REQUEST_ID).body())
          .contains("\"error\":\"requester ghost not found (room r1)\"");
    }

    @Test
    void unknownPerson_isTriedAgain() {
      assertThat(remove(person("dora", "ghost"))).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void unreadableKey_stopsBeforeTheDeletionWithoutAResult() {
      RoomKeyStore corrupt = mock(RoomKeyStore.class);
      when(corrupt.get(any())).thenThrow(new IllegalStateException("corrupt"));
      worker.keyStore = corrupt;
      worker.run(TestRoomWorker.last(job(person("dora", "kenji"))));
      assertThat(site.members("r1")).contains("kenji");
      assertThat(traffic.sent).isEmpty();
    }
  }

  @Nested
  class Org {
    private static final String OPERATION = "room.member.remove_org";

    private User gil;
    private User hana;

    @BeforeEach
    void orgInTheRoom() {
      gil = site.user(SampleUser.of("gil").department("o1", "Etch Dept", "蝕刻部"));
      hana = site.user(SampleUser.of("hana").section("o1", "S", "").site("site-b"));
      site.member("r1", gil);
      site.member("r1", hana);
      site.orgRow("r1", "o1");
    }

    @Test
    void peopleOfTheOrg_areOut() {
      assertThat(remove(org("o1"))).isEqualTo(Outcome.DONE);
      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "kenji", "olga");
      assertThat(site.rowsOf("r1")).isEmpty();
      assertThat(worker.keys.get("r1").orElseThrow().version()).isEqualTo(1);
      assertThat(worker.result()).isEqualTo(worker.ok(OPERATION, "r1"));
      assertThat(traffic.on("chat.user.gil.event.room.key")).isEmpty();
      assertThat(traffic.on("chat.user.kenji.event.room.key")).hasSize(1);
      assertThat(said())
          .contains(
              "\"id\":\"8dzgekbrYNJrzhVI5bsq\"",
              "\\\"Etch Dept 蝕刻部\\\" has been removed from the channel",
              base64("{\"orgId\":\"o1\",\"sectName\":\"Etch Dept 蝕刻部\",\"removedUsersCount\":2}"));
      assertThat(traffic.one("chat.room.r1.event.member").body())
          .contains("\"accounts\":[\"gil\",\"hana\"]", "\"orgId\":\"o1\"");
      assertThat(traffic.one("outbox.site-a.to.site-b.member_removed").inner())
          .contains("\"accounts\":[\"hana\"]", "\"orgId\":\"o1\"");
    }

    @Test
    void removedUpdate_tellsTheUserId() {
      remove(org("o1"));
      assertThat(traffic.one("chat.user.gil.event.subscription.update").body())
          .startsWith("{\"userId\":\"u-gil\"");
    }

    @Test
    void whoIsNamedOrInAnotherOrg_stays() {
      site.row("r1", gil);
      site.users.remove(hana);
      site.user(SampleUser.of("hana").section("o1").department("o2"));
      site.orgRow("r1", "o2");
      remove(org("o1"));
      assertThat(site.members("r1")).contains("gil", "hana");
      assertThat(site.rowsOf("r1")).containsExactlyInAnyOrder("individual:gil", "org:o2");
      assertThat(worker.keys.get("r1").orElseThrow().version()).isZero();
      assertThat(traffic.subjects())
          .containsExactly(
              "chat.msg.canonical.site-a.created", "chat.user.dora.response." + REQUEST_ID);
      assertThat(said())
          .contains(
              base64("{\"orgId\":\"o1\",\"sectName\":\"Etch Dept 蝕刻部\",\"removedUsersCount\":0}"));
    }

    @Test
    void peopleWhoNeverWereInTheRoom_areNotRemoved() {
      site.user(SampleUser.of("ivan").section("o1"));
      site.user(SampleUser.of("help.bot").section("o1"));
      remove(org("o1"));
      assertThat(traffic.subjects())
          .noneMatch(s -> s.contains(".ivan.") || s.contains(".help.bot."));
      assertThat(traffic.one("chat.room.r1.event.member").body())
          .contains("\"accounts\":[\"gil\",\"hana\"]");
    }

    @Test
    void orgThatNobodyHas_isSaidByItsId() {
      site.orgRow("r1", "o7");
      remove(org("o7"));
      assertThat(site.rowsOf("r1")).containsExactly("org:o1");
      assertThat(said()).contains("\\\"o7\\\" has been removed from the channel");
    }

    @Test
    void org_winsOverAnAccount() {
      remove(new RemoveMemberRequest("r1", "dora", "kenji", "o1", ACCEPTED, "channel"));
      assertThat(site.members("r1")).contains("kenji").doesNotContain("gil");
    }

    @Test
    void unknownRequester_isFoundBeforeTheDeletion() {
      remove(new RemoveMemberRequest("r1", "ghost", "", "o1", ACCEPTED, ""));
      assertThat(site.members("r1")).contains("gil");
    }
  }

  @Nested
  class Refusals {
    @Test
    void otherRoomTypes_haveNoResult() {
      assertThat(remove(new RemoveMemberRequest("r1", "dora", "kenji", "", 1, "dm")))
          .isEqualTo(new Outcome.Reject("remove-member only valid on channel rooms, got dm"));
      assertThat(traffic.sent).isEmpty();
      assertThat(site.members("r1")).contains("kenji");
    }

    @Test
    void olderSenders_nameNoTypeAndAVersionThatDoesNotMatter() {
      assertThat(
              worker.run(
                  worker.job(
                      RoomJob.MEMBER_REMOVE,
                      REQUEST_ID,
                      "{\"roomId\":\"r1\",\"requester\":\"dora\",\"account\":\"kenji\","
                          + "\"timestamp\":1,\"baseKeyVersion\":7}")))
          .isEqualTo(Outcome.DONE);
      assertThat(worker.keys.get("r1").orElseThrow().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"account\":1}", "{\"roomId\":\"r1\"}"})
    void hopelessBody_isGivenUpAtOnce(String body) {
      assertThat(worker.run(worker.job(RoomJob.MEMBER_REMOVE, REQUEST_ID, body)))
          .isInstanceOf(Outcome.Reject.class);
      assertThat(traffic.sent).isEmpty();
    }
  }

  @Nested
  class Redelivery {
    /** However far the first attempt came: who is out cannot read on, who stays can. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void failedAttempt_isFinishedByTheNextWithTheSameKey(int sentBefore) {
      Delivery job = job(person("dora", "kenji"));
      traffic.failAfter(sentBefore);
      worker.run(job);
      traffic.recover();
      List<RecordedTraffic.Sent> first = List.copyOf(traffic.sent);
      traffic.sent.clear();

      assertThat(worker.run(TestRoomWorker.again(job))).isEqualTo(Outcome.DONE);

      var key = worker.keys.get("r1").orElseThrow();
      assertThat(key.version()).isEqualTo(1);
      assertThat(traffic.one("chat.user.dora.event.room.key").body())
          .contains(key.pair().privateKey().base64());
      first.stream()
          .filter(s -> s.subject().endsWith(".room.key"))
          .forEach(s -> assertThat(s.body()).contains(key.pair().privateKey().base64()));
      assertThat(traffic.subjects())
          .contains(
              "chat.user.kenji.event.subscription.update",
              "chat.room.r1.event.member",
              "chat.inbox.site-a.member_removed");
      assertThat(said()).contains("has been removed");
    }

    @Test
    void copyAtAnotherPlace_rotatesAgainWithoutAGuardByVersion() {
      Delivery job = job(person("dora", "kenji"));
      worker.run(job);
      assertThat(worker.run(worker.copy(job))).isEqualTo(Outcome.DONE);
      assertThat(worker.keys.get("r1").orElseThrow().version()).isEqualTo(2);
      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "olga");
    }

    @Test
    void rotationByAnother_isSentAnewUnderTheNextVersion() {
      worker.keyStore = new RotatingElsewhere(worker.keys, "r1");
      remove(person("dora", "kenji"));
      var key = worker.keys.get("r1").orElseThrow();
      assertThat(key.version()).isEqualTo(2);
      List<RecordedTraffic.Sent> sent = traffic.on("chat.user.dora.event.room.key");
      assertThat(sent).hasSize(2);
      assertThat(sent.getLast().body()).contains("\"version\":2", key.pair().privateKey().base64());
    }

    @Test
    void removedOrg_isRemovedAndToldOnceMore() {
      site.member("r1", site.user(SampleUser.of("gil").section("o1", "S", "")));
      site.orgRow("r1", "o1");
      Delivery job = job(org("o1"));
      traffic.failAfter(4);
      worker.run(job);
      traffic.recover();
      traffic.sent.clear();
      worker.run(TestRoomWorker.again(job));
      assertThat(said())
          .contains(base64("{\"orgId\":\"o1\",\"sectName\":\"S\",\"removedUsersCount\":1}"));
      assertThat(traffic.one("chat.user.gil.event.subscription.update").body()).contains("removed");
    }
  }

  @Test
  void removal_leavesAMarkForOlderJobs() {
    Delivery job = job(person("dora", "kenji"));
    worker.run(job);
    assertThat(worker.marks.removedAfter("r1", Set.of("kenji"), job.sequence() - 1))
        .containsExactly("kenji");
    assertThat(worker.journal.size()).isZero();
  }

  @Test
  void botsAmongTheSurvivors_getTheKeyToo() {
    site.subscriptions.add(SampleSubscription.of("r1", site.user("help.bot")).make());
    remove(person("dora", "kenji"));
    assertThat(traffic.on("chat.user.help.bot.event.room.key")).hasSize(1);
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
