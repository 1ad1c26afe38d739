package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.inboxworker.MembershipMarks.Mark;
import chat.model.OutboxType;
import chat.model.Room;
import chat.model.Subscription;
import chat.model.SubscriptionRead;
import chat.model.SubscriptionUpdate;
import chat.model.SubscriptionUser;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Removals, roles, read states, threads, rooms (04 §4.2–4.6). */
class OtherEventsTest {
  private static final Instant JOINED = Instant.ofEpochMilli(1_770_000_000_000L);
  private static final long AT = 1_770_000_200_000L;

  private final Inbox inbox = new Inbox();

  @BeforeEach
  void marieAndJules() {
    inbox.subscriptions.insertAbsent(
        List.of(Samples.subscription("marie", JOINED), Samples.subscription("jules", JOINED)));
  }

  private List<String> members() {
    return inbox.subscriptions.all().stream().map(s -> s.u().account()).toList();
  }

  private Outcome handle(String type, String inner) {
    return inbox.handle(Samples.envelope(type, inner));
  }

  @Nested
  class Removals {
    private Outcome remove(String accounts) {
      return handle(
          OutboxType.MEMBER_REMOVED,
          "{\"type\":\"member_left\",\"roomId\":\"%s\",\"accounts\":%s,\"siteId\":\"zz\",\"orgId\":\"d\",\"timestamp\":%d}"
              .formatted(Samples.ROOM, accounts, AT));
    }

    @Test
    void everybodyListed_goes() {
      assertThat(remove("[\"marie\",\"zz-ghost\"]")).isEqualTo(Outcome.DONE);
      assertThat(members()).containsExactly("jules");
    }

    @Test
    void removedAlready_isFine() {
      remove("[\"marie\"]");

      assertThat(remove("[\"marie\"]")).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void nobodyListed_isDoneWithoutStoreAccess(String accounts) {
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      MembershipMarks marks = mock(MembershipMarks.class);
      inbox.subscriptions(subscriptions).marks(marks);

      assertThat(remove(accounts)).isEqualTo(Outcome.DONE);
      verifyNoInteractions(subscriptions, marks);
    }
  }

  @Nested
  class Roles {
    private Outcome update(List<String> roles, long timestamp, String account) {
      Subscription s = Samples.subscription(account, JOINED);
      var foreign =
          new Subscription(
              "other",
              new SubscriptionUser("other", account),
              s.roomId(),
              "zz",
              roles,
              "zz",
              "dm",
              true,
              null,
              JOINED,
              JOINED,
              true,
              List.of("x"),
              true,
              true);
      return inbox.handle(
          Samples.envelope(
              OutboxType.ROLE_UPDATED,
              new SubscriptionUpdate("other", foreign, "role_updated", timestamp)));
    }

    @Test
    void roles_areTakenAndNothingElse() {
      assertThat(update(List.of("member", "owner"), AT, "marie")).isEqualTo(Outcome.DONE);

      assertThat(inbox.subscriptionOf("marie"))
          .usingRecursiveComparison()
          .ignoringFields("roles")
          .isEqualTo(Samples.subscription("marie", JOINED));
      assertThat(inbox.subscriptionOf("marie").roles()).containsExactly("member", "owner");
    }

    @Test
    void olderRoles_doNotReplaceNewer() {
      update(List.of("owner"), AT, "marie");

      assertThat(update(List.of("member"), AT - 1, "marie")).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie").roles()).containsExactly("owner");
    }

    @Test
    void rolesOfAnEndedMembership_areNotGivenToTheNextOne() {
      inbox.marks.advance(Samples.ROOM, List.of("marie"), new Mark(true, AT + 1));

      assertThat(update(List.of("owner"), AT, "marie")).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie").roles()).containsExactly("member");
    }

    @Test
    void rolesWithoutATime_areTaken() {
      update(List.of("owner"), AT, "marie");
      update(List.of("member"), 0, "marie");

      assertThat(inbox.subscriptionOf("marie").roles()).containsExactly("member");
    }

    @Test
    void noSubscriptionYet_isTriedAgain() {
      assertThat(update(List.of("owner"), AT, "zz-ghost"))
          .isEqualTo(
              new Outcome.Retry(
                  "subscription not found for \"zz-ghost\" in room \"" + Samples.ROOM + "\""));
    }

    @Test
    void removedSince_isDone() {
      inbox.marks.advance(Samples.ROOM, List.of("gone"), new Mark(false, AT + 1));

      assertThat(update(List.of("owner"), AT, "gone")).isEqualTo(Outcome.DONE);
    }

    @Test
    void emptyRoles_areRejectedWithoutStoreAccess() {
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      inbox.subscriptions(subscriptions);

      var rejected = new Outcome.Reject("role_updated event has empty roles");
      assertThat(update(List.of(), AT, "marie")).isEqualTo(rejected);
      assertThat(update(null, AT, "marie")).isEqualTo(rejected);
      assertThat(handle(OutboxType.ROLE_UPDATED, "{}")).isEqualTo(rejected);
      verifyNoInteractions(subscriptions);
    }
  }

  @Nested
  class ReadStates {
    private Outcome read(String account, long lastSeenAt, boolean alert) {
      return inbox.handle(
          Samples.envelope(
              OutboxType.SUBSCRIPTION_READ,
              new SubscriptionRead(account, Samples.ROOM, lastSeenAt, alert, lastSeenAt)));
    }

    @Test
    void laterTime_isTaken() {
      assertThat(read("marie", AT, true)).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie").lastSeenAt()).isEqualTo(Instant.ofEpochMilli(AT));
      assertThat(inbox.subscriptionOf("marie").alert()).isTrue();
    }

    @Test
    void olderAndEqualTime_changeNothing() {
      read("marie", AT, true);

      assertThat(read("marie", AT - 1, false)).isEqualTo(Outcome.DONE);
      assertThat(read("marie", AT, false)).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie").lastSeenAt()).isEqualTo(Instant.ofEpochMilli(AT));
      assertThat(inbox.subscriptionOf("marie").alert()).isTrue();
    }

    @Test
    void noSubscription_isDoneAndMakesNone() {
      assertThat(read("zz-ghost", AT, true)).isEqualTo(Outcome.DONE);
      assertThat(members()).containsExactly("marie", "jules");
    }
  }

  @Nested
  class Threads {
    private Outcome follow(String id, boolean hasMention, Instant at) {
      return inbox.handle(
          Samples.envelope(
              OutboxType.THREAD_SUBSCRIPTION_UPSERTED, Samples.thread(id, hasMention, at)));
    }

    @Test
    void firstEvent_isStoredWithTheOriginsIdAndSite() {
      assertThat(follow("t1", true, JOINED)).isEqualTo(Outcome.DONE);
      assertThat(inbox.threads.all()).containsExactly(Samples.thread("t1", true, JOINED));
    }

    @Test
    void mention_isNeverTakenBackAndTheTimeAdvances() {
      follow("t1", true, JOINED);
      follow("t2", false, JOINED.plusSeconds(1));

      assertThat(inbox.threads.all())
          .singleElement()
          .satisfies(
              t -> {
                assertThat(t.id()).isEqualTo("t1");
                assertThat(t.hasMention()).isTrue();
                assertThat(t.updatedAt()).isEqualTo(JOINED.plusSeconds(1));
              });
    }

    @Test
    void accountUnderAnotherUserId_isTriedAgain() {
      follow("t1", true, JOINED);
      String other =
          "{\"id\":\"t2\",\"threadRoomId\":\"thread-1\",\"userId\":\"u-x\",\"userAccount\":\"marie\"}";

      assertThat(handle(OutboxType.THREAD_SUBSCRIPTION_UPSERTED, other))
          .isEqualTo(
              new Outcome.Retry(
                  "upsert thread subscription (threadRoomID thread-1, userID u-x): duplicate key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"threadRoomId\":\"t\"}", "{\"userId\":\"u\"}"})
    void nobodysThread_isRejected(String inner) {
      assertThat(handle(OutboxType.THREAD_SUBSCRIPTION_UPSERTED, inner))
          .isInstanceOf(Outcome.Reject.class);
      assertThat(inbox.threads.all()).isEmpty();
    }
  }

  @Nested
  class Rooms {
    private Outcome sync(Room room) {
      return inbox.handle(Samples.envelope(OutboxType.ROOM_SYNC, room));
    }

    @Test
    void room_isStoredAndTheLaterOneWins() {
      assertThat(sync(Samples.room("one"))).isEqualTo(Outcome.DONE);
      assertThat(sync(Samples.room("two"))).isEqualTo(Outcome.DONE);

      assertThat(inbox.rooms.find(Samples.ROOM)).hasValue(Samples.room("two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null"})
    void namelessRoom_isRejected(String inner) {
      assertThat(handle(OutboxType.ROOM_SYNC, inner)).isInstanceOf(Outcome.Reject.class);
    }
  }

  @Test
  void storeThatFails_failsTheEvent() {
    MembershipMarks marks = mock(MembershipMarks.class);
    when(marks.advance(any(), any(), any())).thenThrow(new IllegalStateException("mongo"));
    inbox.marks(marks);

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                handle(
                    OutboxType.MEMBER_REMOVED,
                    "{\"roomId\":\"r\",\"accounts\":[\"marie\"],\"timestamp\":5}"))
        .hasMessage("mongo");
  }
}
