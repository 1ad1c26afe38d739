package chat.roomworker;

import static chat.roomworker.TestRoomWorker.PAIR;
import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.AddMembersRequest;
import chat.model.HistoryChoice;
import chat.model.RemoveMemberRequest;
import chat.model.RoomJob;
import chat.model.SampleUser;
import chat.model.User;
import chat.roomworker.RecordedTraffic.Sent;
import chat.runtime.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which other sites learn that a room has a new key (04 §12.6). */
class RotationNewsTest {
  private static final long ACCEPTED = 1767225600123L;

  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;

  @BeforeEach
  void room() {
    site.channel("r1");
    site.owner("r1", site.user("dora"));
    site.member("r1", site.user("kenji"));
    site.member("r1", livingAt("site-b", "olga"));
    site.member("r1", livingAt("site-b", "omar"));
    site.member("r1", livingAt("site-c", "cleo"));
    site.member("r1", livingAt("", "homeless"));
    livingAt("site-d", "stranger");
    worker.keys.set("r1", PAIR);
    worker.environment.put("ROOM_KEY_REPLICATION_ENABLED", "true");
  }

  private User livingAt(String siteId, String account) {
    return site.user(SampleUser.of(account).site(siteId));
  }

  private void remove(String account) {
    var body = new RemoveMemberRequest("r1", "dora", account, "", ACCEPTED, "channel");
    assertThat(worker.run(worker.job(RoomJob.MEMBER_REMOVE, body))).isEqualTo(Outcome.DONE);
  }

  private void add(String account) {
    var body =
        new AddMembersRequest(
            "r1",
            List.of(account),
            List.of(),
            List.of(),
            new HistoryChoice("all"),
            "u-dora",
            "dora",
            ACCEPTED);
    assertThat(worker.run(worker.job(RoomJob.MEMBER_ADD, body))).isEqualTo(Outcome.DONE);
  }

  private List<Sent> removals(String destSiteId) {
    return worker.traffic.on("outbox.site-a.to." + destSiteId + ".member_removed");
  }

  private void assertNews(Sent sent, String dedupId) {
    assertThat(sent.messageId()).isEqualTo(dedupId);
    assertThat(sent.requestId()).isEqualTo(REQUEST_ID);
    assertThat(sent.inner())
        .isEqualTo(
            "{\"type\":\"member_removed\",\"roomId\":\"r1\",\"accounts\":[],\"siteId\":\"site-a\",\"timestamp\":%d}"
                .formatted(worker.clock.millis()));
  }

  @Test
  void removal_isToldToEverySiteOfWhoStays() {
    remove("kenji");

    assertThat(removals("site-b")).hasSize(1);
    assertNews(removals("site-b").getFirst(), REQUEST_ID + ":site-b");
    assertThat(removals("site-c")).hasSize(1);
    assertNews(removals("site-c").getFirst(), REQUEST_ID + ":site-c");
    assertThat(worker.traffic.subjects())
        .noneMatch(subject -> subject.startsWith("outbox.site-a.to.site-d"))
        .noneMatch(subject -> subject.startsWith("outbox.site-a.to.site-a"))
        .noneMatch(subject -> subject.startsWith("outbox.site-a.to.."));
  }

  @Test
  void siteOfTheRemoved_isToldOnce() {
    remove("olga");

    assertThat(removals("site-b")).hasSize(1);
    assertThat(removals("site-b").getFirst().inner()).contains("\"accounts\":[\"olga\"]");
    assertNews(removals("site-c").getFirst(), REQUEST_ID + ":site-c");
  }

  @Test
  void siteWithoutMembersLeft_hearsOfTheRemovalAlone() {
    remove("cleo");
    worker.traffic.sent.clear();

    remove("kenji");

    assertThat(removals("site-c")).isEmpty();
    assertThat(removals("site-b")).hasSize(1);
  }

  @Test
  void orgThatTakesNobodyAway_isNoNews() {
    site.orgRow("r1", "empty");
    var body = new RemoveMemberRequest("r1", "dora", "", "empty", ACCEPTED, "channel");
    assertThat(worker.run(worker.job(RoomJob.MEMBER_REMOVE, body))).isEqualTo(Outcome.DONE);
    assertThat(worker.traffic.subjects()).noneMatch(subject -> subject.startsWith("outbox"));
  }

  @Test
  void joiningWithoutANewKey_isNewsForTheNewcomersSiteAlone_alsoWhereMembersAre() {
    livingAt("site-b", "orla");
    add("orla");
    assertThat(worker.traffic.subjects())
        .filteredOn(subject -> subject.startsWith("outbox"))
        .containsExactly(
            "outbox.site-a.to.site-b.member_added", "outbox.site-a.to.site-b.member_removed");
    assertNews(removals("site-b").getFirst(), REQUEST_ID + ":site-b:key");
  }

  @Test
  void firstMemberOfASite_isNewsThere_itMayHoldAKeyOfEarlierMembers() {
    add("stranger");
    assertThat(worker.traffic.subjects())
        .filteredOn(subject -> subject.startsWith("outbox"))
        .containsExactly(
            "outbox.site-a.to.site-d.member_added", "outbox.site-a.to.site-d.member_removed");
    assertNews(removals("site-d").getFirst(), REQUEST_ID + ":site-d:key");
  }

  @Test
  void joiningWithANewKey_isToldToAllSitesUnderAnIdOfItsOwn() {
    worker.environment.put("ROOM_KEY_ROTATE_ON_JOIN", "always");
    add("stranger");

    for (String other : List.of("site-b", "site-c", "site-d")) {
      assertNews(removals(other).getFirst(), REQUEST_ID + ":" + other + ":key");
    }
    assertThat(worker.traffic.subjects().indexOf("outbox.site-a.to.site-d.member_added"))
        .isLessThan(worker.traffic.subjects().indexOf("outbox.site-a.to.site-d.member_removed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "always"})
  void withoutCopiesOfKeys_nobodyIsTold(String rotateOnJoin) {
    worker.environment.put("ROOM_KEY_REPLICATION_ENABLED", "false");
    worker.environment.put("ROOM_KEY_ROTATE_ON_JOIN", rotateOnJoin);
    add("stranger");
    remove("kenji");
    assertThat(worker.traffic.subjects())
        .filteredOn(subject -> subject.startsWith("outbox"))
        .containsExactly("outbox.site-a.to.site-d.member_added");
  }
}
