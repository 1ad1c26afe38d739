package chat.roomworker;

import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.RoomJob;
import chat.model.SampleUser;
import chat.model.UpdateRoleRequest;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role job (03 §9). */
class UpdateRoleJobTest {
  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;
  private final RecordedTraffic traffic = worker.traffic;

  @BeforeEach
  void room() {
    site.channel("r1");
    site.owner("r1", site.user("dora"));
    site.member("r1", site.user("erin"));
    site.owner("r1", site.user(SampleUser.of("olga").site("site-b")));
  }

  private Delivery job(String account, String role) {
    return worker.job(RoomJob.ROLE_UPDATE, new UpdateRoleRequest("r1", account, role, 5));
  }

  private Outcome update(String account, String role) {
    return worker.run(job(account, role));
  }

  private List<String> roles(String account) {
    return site.subscription("r1", account).roles();
  }

  @Test
  void promotion_keepsTheMemberAndTellsThemAlone() {
    assertThat(update("erin", "owner")).isEqualTo(Outcome.DONE);
    assertThat(roles("erin")).containsExactly("member", "owner");
    assertThat(traffic.subjects()).containsExactly("chat.user.erin.event.subscription.update");
    assertThat(traffic.sent.getFirst().body())
        .contains(
            "\"action\":\"role_updated\"",
            "\"id\":\"s-r1-erin\"",
            "\"roles\":[\"member\",\"owner\"]",
            "\"timestamp\":" + worker.clock.millis());
    assertThat(traffic.sent.getFirst().requestId()).isEqualTo(REQUEST_ID);
    assertThat(worker.journal.size()).isZero();
  }

  @Test
  void demotion_leavesAMemberAndTellsTheirSite() {
    assertThat(update("olga", "member")).isEqualTo(Outcome.DONE);
    assertThat(roles("olga")).containsExactly("member");
    RecordedTraffic.Sent outbox = traffic.one("outbox.site-a.to.site-b.role_updated");
    assertThat(outbox.messageId()).isEqualTo(REQUEST_ID + ":site-b");
    assertThat(outbox.inner())
        .isEqualTo(traffic.one("chat.user.olga.event.subscription.update").body());
  }

  @Test
  void requestWithoutAnId_usesTheSeed() {
    worker.run(
        worker.job(
            RoomJob.ROLE_UPDATE,
            null,
            "{\"roomId\":\"r1\",\"account\":\"olga\",\"newRole\":\"member\",\"timestamp\":5}"));
    assertThat(traffic.one("outbox.site-a.to.site-b.role_updated").messageId())
        .isEqualTo("r1:olga:member:5:site-b");
  }

  @Test
  void repeatedJob_changesNothing() {
    Delivery job = job("erin", "owner");
    worker.run(job);
    worker.run(TestRoomWorker.again(job));
    assertThat(roles("erin")).containsExactly("member", "owner");
  }

  @Test
  void repeatedDemotion_isNotTakenForTheLastOwners() {
    Delivery job = job("olga", "member");
    worker.run(job);
    assertThat(worker.run(TestRoomWorker.again(job))).isEqualTo(Outcome.DONE);
  }

  @Test
  void ownersWhoDemoteEachOther_leaveOne() {
    assertThat(update("olga", "member")).isEqualTo(Outcome.DONE);
    assertThat(update("dora", "member"))
        .isEqualTo(new Outcome.Reject("cannot demote the last owner"));
    assertThat(roles("dora")).containsExactly("owner");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"roomId\":1}",
        "{\"roomId\":\"r1\",\"account\":\"erin\",\"newRole\":\"admin\"}",
        "{\"roomId\":\"r1\",\"account\":\"erin\"}"
      })
  void hopelessInput_isGivenUpAtOnce(String body) {
    assertThat(worker.run(worker.job(RoomJob.ROLE_UPDATE, REQUEST_ID, body)))
        .isInstanceOf(Outcome.Reject.class);
    assertThat(traffic.sent).isEmpty();
  }

  @Test
  void missingSubscription_isGivenUpAtOnce() {
    site.user("farid");
    assertThat(update("farid", "owner"))
        .isEqualTo(new Outcome.Reject("subscription not found for \"farid\" in room \"r1\""));
  }

  @Test
  void unknownUser_isTriedAgain() {
    assertThat(update("ghost", "owner")).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void updateThatCannotBeSent_isTriedAgain() {
    traffic.failAfter(0);
    Delivery job = job("olga", "member");
    assertThat(worker.run(job)).isInstanceOf(Outcome.Retry.class);
    traffic.recover();
    assertThat(worker.run(TestRoomWorker.again(job))).isEqualTo(Outcome.DONE);
    assertThat(traffic.sent).hasSize(2);
  }
}
