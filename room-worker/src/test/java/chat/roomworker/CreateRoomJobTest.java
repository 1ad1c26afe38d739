package chat.roomworker;

import static chat.roomworker.TestRoomWorker.PAIR;
import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.model.ChannelRef;
import chat.model.CreateRoomRequest;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The create job (03 §6). */
class CreateRoomJobTest {
  private static final long ACCEPTED = 1767225600123L;
  private static final Instant JOINED = Instant.ofEpochMilli(ACCEPTED);
  private static final String OPERATION = "room.create";

  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;
  private final RecordedTraffic traffic = worker.traffic;

  @BeforeEach
  void people() {
    site.user(SampleUser.of("dora").names("Mina Chou", "周米娜"));
    site.user("erin");
    site.user(SampleUser.of("farid").site("site-b"));
    worker.keys.set("r1", PAIR);
    worker.keys.set("u-dorau-erin", PAIR);
  }

  private static CreateRoomRequest channel(List<String> users, List<String> orgs) {
    return new CreateRoomRequest(
        "Crew",
        users,
        orgs,
        null,
        users,
        orgs == null ? List.of() : orgs,
        "r1",
        "?",
        "dora",
        ACCEPTED);
  }

  private static CreateRoomRequest direct(String account, String roomId) {
    return new CreateRoomRequest(
        "",
        List.of(account),
        null,
        null,
        List.of(account),
        List.of(),
        roomId,
        "?",
        "dora",
        ACCEPTED);
  }

  private Delivery job(CreateRoomRequest body) {
    return worker.job(RoomJob.CREATE, body);
  }

  @Nested
  class Channel {
    @Test
    void room_isStoredWithItsMembersAndCounts() {
      assertThat(worker.run(job(channel(List.of("erin", "farid"), null)))).isEqualTo(Outcome.DONE);

      var room = site.room("r1");
      assertThat(room.name()).isEqualTo("Crew");
      assertThat(room.siteId()).isEqualTo("site-a");
      assertThat(room.createdAt()).isEqualTo(JOINED);
      assertThat(room.userCount()).isEqualTo(3);
      assertThat(room.uids()).isEmpty();
      assertThat(site.subscription("r1", "dora").roles()).containsExactly("owner");
      Subscription erin = site.subscription("r1", "erin");
      assertThat(erin.roles()).containsExactly("member");
      assertThat(erin.name()).isEqualTo("Crew");
      assertThat(erin.joinedAt()).isEqualTo(JOINED);
      assertThat(erin.historySharedSince()).isNull();
      assertThat(erin.siteId()).isEqualTo("site-a");
      assertThat(erin.id()).matches("[0-9a-f]{32}");
      assertThat(site.rows).isEmpty();
      assertThat(worker.journal.size()).isZero();
    }

    @Test
    void events_comeInOrderWithTheKeyBeforeTheMessages() {
      worker.run(job(channel(List.of("erin", "farid"), null)));

      assertThat(traffic.subjects())
          .containsSubsequence(
              "chat.user.dora.event.subscription.update",
              "chat.user.erin.event.subscription.update",
              "chat.user.farid.event.subscription.update",
              "chat.msg.canonical.site-a.created",
              "chat.msg.canonical.site-a.created",
              "chat.inbox.site-a.member_added",
              "outbox.site-a.to.site-b.member_added",
              "chat.user.dora.response." + REQUEST_ID);
      List<String> subjects = traffic.subjects();
      for (String account : List.of("dora", "erin", "farid")) {
        int key = subjects.indexOf("chat.user." + account + ".event.room.key");
        assertThat(key)
            .isGreaterThan(subjects.indexOf("chat.user." + account + ".event.subscription.update"))
            .isLessThan(subjects.indexOf("chat.msg.canonical.site-a.created"));
      }
      assertThat(subjects).hasSize(11);
      assertThat(worker.result()).isEqualTo(worker.ok(OPERATION, "r1"));
    }

    @Test
    void systemMessages_haveTheirTextsIdsAndLiteralLists() {
      var body =
          new CreateRoomRequest(
              "Crew",
              List.of("erin"),
              null,
              List.of(new ChannelRef("r9", "site-b")),
              List.of("erin", "farid"),
              List.of(),
              "r1",
              "?",
              "dora",
              ACCEPTED);
      worker.run(job(body));

      List<RecordedTraffic.Sent> said = traffic.on("chat.msg.canonical.site-a.created");
      assertThat(said.get(0).messageId()).isEqualTo("3SHYSLlD0QBwYvBWsDAD");
      assertThat(said.get(0).body())
          .contains(
              "\"event\":\"created\"",
              "\"id\":\"3SHYSLlD0QBwYvBWsDAD\"",
              "\"content\":\"A new room has been created\"",
              "\"createdAt\":\"2026-01-01T00:00:00.123Z\"",
              "\"type\":\"room_created\"");
      assertThat(said.get(1).messageId()).isEqualTo("Eji8i969vWnXdgLj8Ian");
      assertThat(said.get(1).body())
          .contains(
              "\"content\":\"\\\"Mina Chou 周米娜\\\" added members to the channel\"",
              "\"createdAt\":\"2026-01-01T00:00:00.124Z\"",
              "\"type\":\"members_added\"",
              base64(
                  "{\"individuals\":[\"erin\"],\"orgs\":null,"
                      + "\"channels\":[{\"roomId\":\"r9\",\"siteId\":\"site-b\"}],"
                      + "\"addedUsersCount\":2}"));
      assertThat(said).allMatch(s -> REQUEST_ID.equals(s.requestId()));
    }

    private String base64(String text) {
      return java.util.Base64.getEncoder()
          .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void federation_tellsEachSiteItsOwnMembersOnce() {
      worker.run(job(channel(List.of("erin", "farid"), null)));

      RecordedTraffic.Sent inbox = traffic.one("chat.inbox.site-a.member_added");
      assertThat(inbox.messageId()).isEqualTo(REQUEST_ID + ":site-a");
      RecordedTraffic.Sent outbox = traffic.one("outbox.site-a.to.site-b.member_added");
      assertThat(outbox.messageId()).isEqualTo(REQUEST_ID + ":site-b");
      assertThat(outbox.inner())
          .isEqualTo(
              ("{\"type\":\"member_added\",\"roomId\":\"r1\",\"roomName\":\"Crew\","
                      + "\"roomType\":\"channel\",\"accounts\":[\"farid\"],\"siteId\":\"site-a\","
                      + "\"requesterAccount\":\"dora\",\"joinedAt\":%d,\"timestamp\":%d}")
                  .formatted(ACCEPTED, worker.clock.millis()));
      assertThat(inbox.inner()).contains("\"accounts\":[\"dora\",\"erin\",\"farid\"]");
    }

    @Test
    void keyEvents_carryThePrivateHalfAndNoHeader() {
      worker.run(job(channel(List.of("erin"), null)));
      RecordedTraffic.Sent key = traffic.one("chat.user.erin.event.room.key");
      assertThat(key.requestId()).isNull();
      assertThat(key.body())
          .isEqualTo(
              "{\"roomId\":\"r1\",\"version\":0,\"privateKey\":\"%s\",\"timestamp\":%d}"
                  .formatted(PAIR.privateKey().base64(), worker.clock.millis()));
    }

    @Test
    void orgs_makeRowsForThoseWhoAreNamedAndForThemselves() {
      site.user(SampleUser.of("gil").section("o1"));
      worker.run(job(channel(List.of("erin"), List.of("o1"))));

      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "erin", "gil");
      assertThat(site.rowsOf("r1"))
          .containsExactlyInAnyOrder("individual:dora", "individual:erin", "org:o1");
    }

    @Test
    void requesterInTheOrg_joinsOnceAsOwnerAndBotsNever() {
      site.users.clear();
      site.user(SampleUser.of("dora").section("o1"));
      site.user(SampleUser.of("help.bot").section("o1"));
      worker.run(job(channel(List.of("p_hook"), List.of("o1"))));

      assertThat(site.members("r1")).containsExactly("dora");
      assertThat(site.subscription("r1", "dora").roles()).containsExactly("owner");
    }

    @Test
    void memberWithoutASite_getsNoOutbox() {
      site.user(SampleUser.of("gil").site(""));
      worker.run(job(channel(List.of("gil"), null)));
      assertThat(traffic.subjects()).noneMatch(subject -> subject.startsWith("outbox."));
    }

    @Test
    void jobWithoutATime_isDatedNow() {
      CreateRoomRequest b = channel(List.of("erin"), null);
      worker.run(
          job(
              new CreateRoomRequest(
                  b.name(),
                  b.users(),
                  null,
                  null,
                  b.resolvedUsers(),
                  List.of(),
                  "r1",
                  "",
                  "dora",
                  0)));
      assertThat(site.room("r1").createdAt()).isEqualTo(worker.clock.instant());
    }
  }

  @Nested
  class Direct {
    @Test
    void dm_hasTwoSubscriptionsNamedAfterEachOtherAndNoMessages() {
      assertThat(worker.run(job(direct("erin", "u-dorau-erin")))).isEqualTo(Outcome.DONE);

      var room = site.room("u-dorau-erin");
      assertThat(room.type()).isEqualTo(RoomType.DM);
      assertThat(room.name()).isEmpty();
      assertThat(room.uids()).containsExactly("u-dora", "u-erin");
      assertThat(room.accounts()).containsExactly("dora", "erin");
      assertThat(room.userCount()).isEqualTo(2);
      Subscription own = site.subscription("u-dorau-erin", "dora");
      assertThat(own.name()).isEqualTo("erin");
      assertThat(own.roles()).isNull();
      assertThat(own.isSubscribed()).isFalse();
      assertThat(traffic.on("chat.msg.canonical.site-a.created")).isEmpty();
      assertThat(traffic.on("chat.user.erin.event.room.key")).hasSize(1);
      assertThat(traffic.one("chat.inbox.site-a.member_added").inner())
          .contains("\"roomName\":\"\",\"roomType\":\"dm\"");
    }

    @Test
    void uidsAndAccounts_arePairedByUserId() {
      site.user(SampleUser.of("zoe").id("aa1"));
      site.users.removeFirst();
      site.user(SampleUser.of("dora").id("zz9"));
      worker.keys.set("aa1zz9", PAIR);
      worker.run(job(direct("zoe", "aa1zz9")));
      assertThat(site.room("aa1zz9").uids()).containsExactly("aa1", "zz9");
      assertThat(site.room("aa1zz9").accounts()).containsExactly("zoe", "dora");
    }

    @Test
    void botDm_isSubscribedForTheHumanAlone() {
      site.user("help.bot");
      worker.keys.set("b", PAIR);
      worker.run(job(direct("help.bot", "b")));
      assertThat(site.room("b").type()).isEqualTo(RoomType.BOT_DM);
      assertThat(site.room("b").appCount()).isEqualTo(1);
      assertThat(site.subscription("b", "dora").isSubscribed()).isTrue();
      assertThat(site.subscription("b", "help.bot").isSubscribed()).isFalse();
    }

    @Test
    void existingRoomAndSubscriptions_stayAsTheyAre() {
      worker.run(job(direct("erin", "u-dorau-erin")));
      Subscription before = site.subscription("u-dorau-erin", "dora");
      worker.run(job(direct("erin", "u-dorau-erin")));
      assertThat(site.subscription("u-dorau-erin", "dora")).isEqualTo(before);
      assertThat(site.subscriptions).hasSize(2);
    }
  }

  @Nested
  class Refusals {
    private void refused(CreateRoomRequest body, String text) {
      assertThat(worker.run(job(body))).isEqualTo(new Outcome.Reject(text));
      assertThat(worker.result()).isEqualTo(worker.failed(OPERATION, body.roomId(), text));
      assertThat(traffic.sent).hasSize(1);
    }

    @Test
    void requestId_isRequired() {
      assertThat(worker.run(worker.job(RoomJob.CREATE, null, "{")))
          .isEqualTo(new Outcome.Reject("missing X-Request-ID"));
      assertThat(worker.run(worker.job(RoomJob.CREATE, "x", "{")))
          .isEqualTo(new Outcome.Reject("invalid X-Request-ID: must be a hyphenated UUID"));
      assertThat(traffic.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"roomId\":1}", "{\"users\":\"a\"}"})
    void undecodableBody_isGivenUpWithoutAResult(String body) {
      assertThat(worker.run(worker.job(RoomJob.CREATE, REQUEST_ID, body)))
          .isInstanceOfSatisfying(
              Outcome.Reject.class,
              r -> assertThat(r.reason()).startsWith("unmarshal create-room: "));
      assertThat(traffic.sent).isEmpty();
    }

    @Test
    void absentKey_touchesNoStore() {
      worker.keys.delete("r1");
      worker.stores =
          new Stores(
              mock(UserStore.class),
              mock(RoomStore.class),
              mock(SubscriptionStore.class),
              mock(MemberRowStore.class),
              worker.journal,
              worker.marks);
      refused(channel(List.of("erin"), null), "room key absent for r1");
      verifyNoInteractions(
          worker.stores.users(),
          worker.stores.rooms(),
          worker.stores.subscriptions(),
          worker.stores.rows());
    }

    @Test
    void unknownRequester() {
      site.users.removeFirst();
      refused(channel(List.of("erin"), null), "requester not found");
      assertThat(site.rooms).isEmpty();
    }

    @Test
    void unknownCounterpart() {
      refused(direct("ghost", "u-dorau-erin"), "counterpart not found");
      traffic.sent.clear();
      refused(direct("ghost.bot", "u-dorau-erin"), "bot user not found");
    }

    @Test
    void idOfAnotherRoom() {
      site.rooms.add(SampleRoom.of("u-dorau-erin").site("site-b").make());
      refused(
          direct("erin", "u-dorau-erin"),
          "room ID collision (existing type=channel site=site-b; want dm/site-a)");
    }
  }

  @Nested
  class Redelivery {
    @Test
    void repeatedJob_changesNothingAndTellsTheSame() {
      Delivery job = job(channel(List.of("erin", "farid"), null));
      worker.operations().jobs();
      run(job);
      List<Subscription> stored = List.copyOf(site.subscriptions);
      List<RecordedTraffic.Sent> told = List.copyOf(traffic.sent);
      traffic.sent.clear();
      worker.clock.pass(java.time.Duration.ofSeconds(40));

      run(TestRoomWorker.again(job));

      assertThat(site.subscriptions).isEqualTo(stored);
      assertThat(withoutOwnTimes(traffic.sent)).isEqualTo(withoutOwnTimes(told));
    }

    /** Not settled: as if the process died before the acknowledgement. */
    private void run(Delivery job) {
      try {
        worker.operations().jobs().handle(job);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    /** Key events and results take each send's own time. */
    private List<RecordedTraffic.Sent> withoutOwnTimes(List<RecordedTraffic.Sent> sent) {
      return sent.stream()
          .map(
              s ->
                  s.subject().contains(".room.key") || s.subject().contains(".response.")
                      ? new RecordedTraffic.Sent(s.subject(), s.requestId(), s.messageId(), "")
                      : s)
          .sorted(java.util.Comparator.comparing(RecordedTraffic.Sent::subject))
          .toList();
    }

    @Test
    void crashAfterTheRoom_isCompleted() {
      traffic.failAfter(0);
      site.rooms.add(SampleRoom.of("r1").name("Crew").make());
      Delivery job = job(channel(List.of("erin"), null));
      assertThat(worker.run(job)).isInstanceOf(Outcome.Retry.class);
      traffic.recover();
      assertThat(worker.run(TestRoomWorker.again(job))).isEqualTo(Outcome.DONE);
      assertThat(site.members("r1")).hasSize(2);
      assertThat(site.room("r1").userCount()).isEqualTo(2);
    }

    @Test
    void lateDelivery_doesNotBringBackWhoWasRemovedSince() {
      Delivery job = job(channel(List.of("erin", "farid"), null));
      run(job);
      worker.marks.removed("r1", List.of("farid"), job.sequence() + 1);
      site.subscriptions.removeIf(s -> s.u().account().equals("farid"));
      traffic.sent.clear();

      run(TestRoomWorker.again(job));

      assertThat(site.members("r1")).containsExactlyInAnyOrder("dora", "erin");
      assertThat(traffic.subjects()).noneMatch(s -> s.contains(".farid.") || s.contains("outbox"));
    }

    @Test
    void failure_isToldOnTheLastDeliveryAlone() {
      RoomKeyStore corrupt = mock(RoomKeyStore.class);
      when(corrupt.get(any())).thenThrow(new IllegalStateException("corrupt"));
      worker.keyStore = corrupt;
      Delivery job = job(channel(List.of("erin"), null));
      assertThat(worker.run(job)).isInstanceOf(Outcome.Retry.class);
      assertThat(traffic.sent).isEmpty();
      worker.run(TestRoomWorker.last(job));
      assertThat(worker.result()).isEqualTo(worker.failed(OPERATION, "r1", "operation failed"));
      assertThat(site.rooms).isEmpty();
    }

    @Test
    void serverThatIsAway_isNoFailureOfTheJob() {
      traffic.failAfter(0);
      worker.run(TestRoomWorker.last(job(channel(List.of("erin"), null))));
      assertThat(traffic.sent).isEmpty();
    }
  }
}
