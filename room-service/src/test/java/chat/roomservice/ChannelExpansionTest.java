package chat.roomservice;

import static chat.roomservice.TestRoomService.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.model.CreateRoomRequest;
import chat.model.Json;
import chat.model.MemberEntry;
import chat.model.SampleUser;
import chat.model.User;
import chat.runtime.Requester;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source channels (02 §8.6), through create. */
class ChannelExpansionTest {
  private static final String INTERNAL = error("internal error");
  private static final String REMOTE = "chat.user.dora.request.room.r9.site-b.member.list";

  private final TestRoomService service = new TestRoomService();
  private final Documents site = service.site;
  private User dora;

  @BeforeEach
  void people() {
    dora = site.user("dora");
  }

  private String create(String channels) {
    return service.ask(
        "chat.user.dora.request.room.site-a.create",
        "{\"name\":\"x\",\"channels\":[%s]}".formatted(channels));
  }

  private static String channel(String roomId, String siteId) {
    return "{\"roomId\":\"%s\",\"siteId\":\"%s\"}".formatted(roomId, siteId);
  }

  private CreateRoomRequest job() throws Exception {
    return Json.read(
        service.traffic.published.getFirst().body().getBytes(StandardCharsets.UTF_8),
        CreateRoomRequest.class);
  }

  @Test
  void local_bringsOrgsAndPeopleButNoBotsAndNotTheRequester() throws Exception {
    site.member("r1", dora);
    site.row("r1", dora, 0);
    site.row("r1", site.user("erin"), 1);
    site.row("r1", site.user("help.bot"), 2);
    site.user(SampleUser.of("gil").section("o1"));
    site.orgRow("r1", "o1", 3);
    site.row("r1", new MemberEntry("?", "robot", "", "", "", false, "", 0), 4);

    assertThat(create(channel("r1", "site-a"))).contains("accepted");

    assertThat(job().resolvedUsers()).containsExactly("erin");
    assertThat(job().resolvedOrgs()).containsExactly("o1");
    assertThat(job().users()).isEmpty();
    assertThat(job().channels()).hasSize(1);
    assertThat(service.traffic.asked).isEmpty();
  }

  @Test
  void local_wantsTheRequesterAsAMember() {
    site.member("r1", site.user("erin"));
    assertThat(create(channel("r1", "site-a")))
        .isEqualTo(error("only room members can list members"));
  }

  @Test
  void local_withAMemberWhomNobodyKnowsRejectsTheWholeRequest() {
    site.member("r1", dora);
    site.member("r1", SampleUser.of("ghost").make());
    assertThat(create(channel("r1", "site-a"))).isEqualTo(error("user \"ghost\": user not found"));
  }

  @Test
  void local_thatTakesTooLong() {
    service.environment.put("MEMBER_LIST_TIMEOUT", "50ms");
    SubscriptionStore slow = mock(SubscriptionStore.class);
    var never = new CountDownLatch(1);
    when(slow.find(any(), any()))
        .thenAnswer(
            call -> {
              never.await();
              return null;
            });
    service.stores =
        new Stores(
            service.stores.users(),
            service.stores.rooms(),
            slow,
            service.stores.members(),
            service.stores.apps(),
            service.stores.messages());
    assertThat(create(channel("r1", "site-a")))
        .isEqualTo(error("timeout listing members of channel r1@site-a"));
  }

  @Test
  void moreRowsThanARoomHolds_areMasked() {
    site.member("r1", dora);
    for (int i = 0; i < 10; i++) {
      site.member("r1", site.user("m" + i));
    }
    assertThat(create(channel("r1", "site-a"))).isEqualTo(INTERNAL);
  }

  @Test
  void remote_isAskedOnBehalfOfTheRequesterWithoutARequestId() throws Exception {
    site.user("erin");
    service.traffic.answer(
        REMOTE,
        """
        {"members":[{"id":"1","rid":"r9","ts":"2026-03-01T07:30:00.25Z",
          "member":{"id":"u-erin","type":"individual","account":"erin"}}]}""");

    assertThat(create(channel("r9", "site-b"))).contains("accepted");

    assertThat(service.traffic.asked)
        .containsExactly(new RecordedTraffic.Sent(REMOTE, null, null, "{\"limit\":11}"));
    assertThat(job().resolvedUsers()).containsExactly("erin");
  }

  @Test
  void remote_withNullMembersBringsNobody() {
    service.traffic.answer(REMOTE, "{\"members\":null}");
    assertThat(create(channel("r9", "site-b"))).isEqualTo(error(Refusals.NOTHING_TO_CREATE.text()));
  }

  @Test
  void remote_refusalOfANonMemberIsTheLocalOne() {
    service.traffic.answer(REMOTE, "{\"error\":\"only room members can list members\"}");
    assertThat(create(channel("r9", "site-b")))
        .isEqualTo(error("only room members can list members"));
  }

  @Test
  void remote_otherRefusalsAreShownWithWhereTheyComeFrom() {
    service.traffic.answer(REMOTE, "{\"error\":\"room not found\"}");
    assertThat(create(channel("r9", "site-b")))
        .isEqualTo(
            error(
                "expand channels: remote list-members r9@site-b:"
                    + " remote member.list: room not found"));
  }

  @Test
  void remote_thatDoesNotAnswerInTime() {
    service.traffic.answer(REMOTE, new Requester.Answer.TimedOut());
    assertThat(create(channel("r9", "site-b")))
        .isEqualTo(error("timeout listing members of channel r9@site-b"));
  }

  @Test
  void remote_whereNobodyAnswersIsMasked() {
    assertThat(create(channel("r9", "site-b"))).isEqualTo(INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "[]", "", "{\"members\":1}", "{\"error\":1}"})
  void remote_replyThatIsNoneIsMasked(String reply) {
    service.traffic.answer(REMOTE, reply);
    assertThat(create(channel("r9", "site-b"))).isEqualTo(INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"roomId\":\"r.9\",\"siteId\":\"site-b\"}",
        "{\"roomId\":\"*\",\"siteId\":\"site-b\"}",
        "{\"roomId\":\"r9\",\"siteId\":\">\"}",
        "{\"roomId\":\"r9\",\"siteId\":\"\"}",
        "{\"roomId\":\"r 9\",\"siteId\":\"site-b\"}",
        "{\"roomId\":\"r9\"}"
      })
  void tokens_thatWouldChangeTheSubjectAreNeverSent(String channel) {
    assertThat(create(channel)).isEqualTo(INTERNAL);
    assertThat(service.traffic.asked).isEmpty();
  }

  @Test
  void firstFailure_endsTheExpansion() {
    assertThat(create(channel("r1", "site-a") + "," + channel("r9", "site-b")))
        .isEqualTo(error("only room members can list members"));
    assertThat(service.traffic.asked).isEmpty();
  }
}
