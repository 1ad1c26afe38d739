package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import chat.model.Ids;
import chat.model.MemberAdded;
import chat.model.MemberRemoved;
import chat.model.OutboxType;
import chat.model.Subscription;
import chat.model.User;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddMembersTest {
  private static final long JOINED = 1_770_000_000_000L;
  private static final long AT = 1_770_000_000_100L;

  private final Inbox inbox = new Inbox();

  private static MemberAdded event(String roomType, long timestamp, String... accounts) {
    return event(Samples.ROOM, roomType, "kenji", timestamp, accounts);
  }

  private static MemberAdded event(
      String roomId, String roomType, String requester, long timestamp, String... accounts) {
    return new MemberAdded(
        "member_added",
        roomId,
        "harbour ops",
        roomType,
        List.of(accounts),
        Samples.HOME,
        requester,
        JOINED,
        0,
        timestamp);
  }

  private Outcome add(MemberAdded event) {
    return inbox.handle(Samples.envelope(OutboxType.MEMBER_ADDED, event));
  }

  private Outcome addJson(String inner) {
    return inbox.handle(Samples.envelope(OutboxType.MEMBER_ADDED, inner));
  }

  private Outcome remove(long timestamp, String... accounts) {
    return inbox.handle(
        Samples.envelope(
            OutboxType.MEMBER_REMOVED,
            new MemberRemoved(
                "member_removed", Samples.ROOM, List.of(accounts), Samples.HOME, "", timestamp)));
  }

  @Nested
  class Subscribes {
    @Test
    void channel_member() {
      assertThat(add(event("channel", AT, "marie"))).isEqualTo(Outcome.DONE);

      Subscription s = inbox.subscriptionOf("marie");
      assertThat(Ids.isEntityId(s.id())).isTrue();
      assertThat(s.u().id()).isEqualTo("u-881");
      assertThat(s.siteId()).isEqualTo(Samples.HOME);
      assertThat(s.roles()).containsExactly("member");
      assertThat(s.name()).isEqualTo("harbour ops");
      assertThat(s.roomType()).isEqualTo("channel");
      assertThat(s.joinedAt()).isEqualTo(Instant.ofEpochMilli(JOINED));
      assertThat(s.historySharedSince()).isNull();
      assertThat(s.lastSeenAt()).isNull();
      assertThat(s.isSubscribed()).isFalse();
      assertThat(s.hasMention() || s.alert() || s.disableNotification()).isFalse();
      assertThat(s.threadUnread()).isEmpty();
    }

    @Test
    void allAccounts_inEventOrderWithIdsOfTheirOwn() {
      add(event("channel", AT, "jules", "marie", "jules"));

      assertThat(inbox.subscriptions.all())
          .extracting(s -> s.u().account())
          .containsExactly("jules", "marie");
      assertThat(inbox.subscriptions.all()).extracting(Subscription::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
        nullValues = "null",
        value = {
          "channel,    marie,       member, harbour ops, channel,    false",
          "'',         marie,       member, harbour ops, channel,    false",
          "discussion, marie,       null,   harbour ops, discussion, false",
          "dm,         marie,       null,   kenji,       dm,         false",
          "botDM,      marie,       null,   kenji,       botDM,      true",
          "botDM,      weather.bot, null,   kenji,       botDM,      false",
          "botDM,      p_hook,      null,   kenji,       botDM,      false",
          "weird,      marie,       null,   '',          weird,      false"
        })
    void rolesNameAndFlag_dependOnTheRoomType(
        String roomType,
        String account,
        String role,
        String name,
        String storedType,
        boolean isSubscribed) {
      add(event(roomType, AT, account));

      Subscription s = inbox.subscriptionOf(account);
      assertThat(s.roles()).isEqualTo(role == null ? null : List.of(role));
      assertThat(s.name()).isEqualTo(name);
      assertThat(s.roomType()).isEqualTo(storedType);
      assertThat(s.isSubscribed()).isEqualTo(isSubscribed);
    }

    @ParameterizedTest
    @CsvSource({"1769990000123, true", "0, false", "-5, false", "null, false"})
    void historySharedSince_countsOnlyWhenPositive(String since, boolean restricted) {
      addJson(
          "{\"roomId\":\"%s\",\"accounts\":[\"marie\"],\"historySharedSince\":%s}"
              .formatted(Samples.ROOM, since));

      assertThat(inbox.subscriptionOf("marie").historySharedSince())
          .isEqualTo(restricted ? Instant.ofEpochMilli(Long.parseLong(since)) : null);
    }

    @Test
    void dmWithoutRequester_hasNoName() {
      addJson(
          "{\"roomId\":\"%s\",\"roomType\":\"dm\",\"accounts\":[\"marie\"]}"
              .formatted(Samples.ROOM));

      assertThat(inbox.subscriptionOf("marie").name()).isEmpty();
    }

    @Test
    void existingSubscription_staysAsItIs() {
      add(event("channel", AT, "marie"));
      Subscription before = inbox.subscriptionOf("marie");
      inbox.subscriptions.markRead(Samples.ROOM, "marie", Instant.ofEpochMilli(JOINED + 5), true);

      assertThat(add(event("dm", AT, "marie", "jules"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie"))
          .usingRecursiveComparison()
          .ignoringFields("lastSeenAt", "alert")
          .isEqualTo(before);
      assertThat(inbox.subscriptionOf("marie").alert()).isTrue();
      assertThat(inbox.subscriptionOf("jules").id()).isNotEqualTo(before.id());
    }
  }

  @Nested
  class NamesDirectCopies {
    private static final User ADA = Samples.user("a-1", "ada");
    private static final User ZOE = Samples.user("z-9", "zoe", Samples.HOME);

    private String copyName(String roomId, String requester, User... people) {
      for (User user : people) {
        inbox.add(user);
      }
      add(event(roomId, "dm", requester, AT, "ada"));
      return inbox.subscriptions.find(roomId, "ada").orElseThrow().name();
    }

    @Test
    void requestersOwnCopy_isNamedAfterTheOtherParticipant() {
      assertThat(copyName("a-1z-9", "ada", ADA, ZOE)).isEqualTo("zoe");
    }

    @Test
    void requestersOwnCopy_isNamedAfterTheOtherParticipantWhoseIdComesFirst() {
      assertThat(copyName("Z-9a-1", "ada", ADA, Samples.user("Z-9", "zed"))).isEqualTo("zed");
    }

    @Test
    void botDm_requestersOwnCopy_isNamedAfterTheBot() {
      inbox.add(ADA).add(Samples.user("b-2", "help.bot"));
      add(event("a-1b-2", "botDM", "ada", AT, "ada"));

      assertThat(inbox.subscriptions.find("a-1b-2", "ada").orElseThrow().name())
          .isEqualTo("help.bot");
    }

    @Test
    void otherParticipantUnknown_fallsBackToTheRequester() {
      assertThat(copyName("a-1z-9", "ada", ADA)).isEqualTo("ada");
    }

    @Test
    void roomIdWithoutTheMember_fallsBackToTheRequester() {
      assertThat(copyName("x-7z-9", "ada", ADA, ZOE)).isEqualTo("ada");
      assertThat(copyName("a-1", "ada", ADA, ZOE)).isEqualTo("ada");
    }

    @Test
    void idThatIsStartAndEndOfTheRoomsId_takesTheOneThatExists() {
      // "aba" is "a" + "ba" and "ab" + "a", which sorts otherwise: "a" + "ab" would be "aab"
      User a = Samples.user("a", "ada");
      assertThat(copyName("aba", "ada", a, Samples.user("ba", "bea"))).isEqualTo("bea");
    }

    @Test
    void dmWithOneself_isNamedAfterOneself() {
      assertThat(copyName("a-1a-1", "ada", ADA)).isEqualTo("ada");
    }

    @Test
    void otherPersonsCopy_isNamedAfterTheRequester() {
      assertThat(copyName("a-1z-9", "zoe", ADA, ZOE)).isEqualTo("zoe");
    }
  }

  @Nested
  class Nobody {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"accounts\":null}", "{\"accounts\":[]}"})
    void noAccounts_isDoneWithoutAWrite(String inner) {
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      MembershipMarks marks = mock(MembershipMarks.class);
      inbox.subscriptions(subscriptions).marks(marks);

      assertThat(addJson(inner)).isEqualTo(Outcome.DONE);
      verifyNoInteractions(subscriptions, marks);
    }

    @Test
    void unknownAccount_isTriedAgainAFewTimesAndThenPassedOver() {
      byte[] body = Samples.envelope(OutboxType.MEMBER_ADDED, event("channel", AT, "zz-ghost"));

      for (long attempt = 1; attempt <= 3; attempt++) {
        assertThat(inbox.handle(body, attempt))
            .isEqualTo(new Outcome.Retry("no user for 1 accounts"));
      }
      assertThat(inbox.handle(body, 4)).isEqualTo(Outcome.DONE);
      assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void unknownAmongKnown_doesNotHoldUpTheKnown() {
      assertThat(add(event("channel", AT, "zz-ghost", "marie"))).isInstanceOf(Outcome.Retry.class);
      assertThat(inbox.subscriptions.all())
          .extracting(s -> s.u().account())
          .containsExactly("marie");
    }

    @Test
    void accountThatIsProvisionedLate_isSubscribedByTheRetry() {
      byte[] body = Samples.envelope(OutboxType.MEMBER_ADDED, event("channel", AT, "late"));
      inbox.handle(body, 1);
      inbox.add(Samples.user("u-late", "late"));

      assertThat(inbox.handle(body, 2)).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("late").u().id()).isEqualTo("u-late");
    }

    @Test
    void memberOfAnotherSite_isSubscribedAllTheSame() {
      inbox.add(Samples.user("u-x", "strange", "elsewhere"));

      assertThat(add(event("channel", AT, "strange"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("strange")).isNotNull();
    }

    @Test
    void storeThatFails_failsTheEvent() {
      SubscriptionStore subscriptions = mock(SubscriptionStore.class);
      doThrow(new IllegalStateException("mongo")).when(subscriptions).insertAbsent(any());
      inbox.subscriptions(subscriptions);

      assertThatThrownBy(() -> add(event("channel", AT, "marie"))).hasMessage("mongo");
    }
  }

  @Nested
  class OrderOfEvents {
    @Test
    void lateAddAfterRemoval_doesNotBringTheMemberBack() {
      remove(AT + 50, "marie");

      assertThat(add(event("channel", AT, "marie", "jules"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptions.all())
          .extracting(s -> s.u().account())
          .containsExactly("jules");
    }

    @Test
    void lateRemovalAfterAddingAgain_leavesTheNewerSubscription() {
      add(event("channel", AT + 100, "marie"));

      assertThat(remove(AT + 50, "marie")).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptionOf("marie")).isNotNull();
    }

    @Test
    void addRemoveAdd_inOrder_endsAsMember() {
      add(event("channel", AT, "marie"));
      remove(AT + 50, "marie");
      assertThat(inbox.isEmpty()).isTrue();
      add(event("channel", AT + 100, "marie"));

      assertThat(inbox.subscriptionOf("marie")).isNotNull();
    }

    @Test
    void removalDeliveredAgainAfterAddingAgain_changesNothing() {
      remove(AT, "marie");
      add(event("channel", AT + 100, "marie"));
      remove(AT, "marie");

      assertThat(inbox.subscriptionOf("marie")).isNotNull();
    }

    @Test
    void eventsWithoutATime_areAppliedAsTheyCome() {
      remove(AT, "marie");
      add(event("channel", 0, "marie"));
      assertThat(inbox.subscriptionOf("marie")).isNotNull();

      remove(0, "marie");
      assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void removalByAnotherReplicaBetweenMarkAndWrite_isNotUndone() {
      inbox.subscriptions(new RemovedBefore(true));

      assertThat(add(event("channel", AT, "marie", "jules"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.subscriptions.all())
          .extracting(s -> s.u().account())
          .containsExactly("jules");
    }

    @Test
    void attemptThatEndedBeforeTakingBack_isCompletedByTheNext() {
      inbox.subscriptions.insertAbsent(
          List.of(Samples.subscription("marie", Instant.ofEpochMilli(JOINED))));
      inbox.marks.advance(Samples.ROOM, Set.of("marie"), new MembershipMarks.Mark(false, AT + 50));

      assertThat(add(event("channel", AT, "marie"))).isEqualTo(Outcome.DONE);
      assertThat(inbox.isEmpty()).isTrue();
    }

    /** Marie's removal is complete just before her late subscription is stored. */
    private final class RemovedBefore implements SubscriptionStore {
      private boolean pending;

      private RemovedBefore(boolean pending) {
        this.pending = pending;
      }

      @Override
      public void insertAbsent(List<Subscription> wanted) {
        if (pending) {
          pending = false;
          remove(AT + 50, "marie");
        }
        inbox.subscriptions.insertAbsent(wanted);
      }

      private void remove(long timestamp, String account) {
        AddMembersTest.this.remove(timestamp, account);
      }

      @Override
      public void remove(String roomId, Collection<String> accounts) {
        inbox.subscriptions.remove(roomId, accounts);
      }

      @Override
      public void removeJoinedUntil(String roomId, Collection<String> accounts, Instant joinedAt) {
        inbox.subscriptions.removeJoinedUntil(roomId, accounts, joinedAt);
      }

      @Override
      public RoleChange setRoles(String roomId, String account, List<String> roles, Instant at) {
        return inbox.subscriptions.setRoles(roomId, account, roles, at);
      }

      @Override
      public void markRead(String roomId, String account, Instant lastSeenAt, boolean alert) {
        inbox.subscriptions.markRead(roomId, account, lastSeenAt, alert);
      }
    }
  }
}
