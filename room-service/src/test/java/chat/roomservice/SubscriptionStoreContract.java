package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.RoomType;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.model.Timestamps;
import chat.model.User;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every subscription store does. */
abstract class SubscriptionStoreContract {
  private static final Instant SEEN = Instant.parse("2026-02-01T09:00:00.123Z");

  private final Documents site = new Documents();

  abstract SubscriptionStore storeOf(Documents site);

  @Test
  void find_wantsRoomAndAccount() {
    User dora = site.user("dora");
    Subscription own = site.member("r1", dora);
    site.member("r2", dora);
    site.member("r1", site.user("erin"));

    SubscriptionStore store = storeOf(site);

    assertThat(store.find("r1", "dora")).contains(own);
    assertThat(store.find("r3", "dora")).isEmpty();
    assertThat(store.find("r1", "$u.account")).isEmpty();
  }

  @Test
  void findDirect_wantsTheCounterpartsNameAndADirectType() {
    User dora = site.user("dora");
    site.subscription(SampleSubscription.of("channel", dora));
    site.subscriptions.add(renamed(SampleSubscription.of("named-erin", dora).make(), "erin"));
    Subscription dm =
        site.subscription(SampleSubscription.of("dm", dora).direct(RoomType.DM, "erin"));
    Subscription bot =
        site.subscription(SampleSubscription.of("bot", dora).direct(RoomType.BOT_DM, "help.bot"));

    SubscriptionStore store = storeOf(site);

    assertThat(store.findDirect("dora", "erin")).contains(dm);
    assertThat(store.findDirect("dora", "help.bot")).contains(bot);
    assertThat(store.findDirect("erin", "dora")).isEmpty();
    assertThat(store.findDirect("dora", "Harbour crew")).isEmpty();
  }

  private static Subscription renamed(Subscription s, String name) {
    return new Subscription(
        s.id(),
        s.u(),
        s.roomId(),
        s.siteId(),
        s.roles(),
        name,
        s.roomType(),
        false,
        null,
        s.joinedAt(),
        null,
        false,
        s.threadUnread(),
        false,
        false);
  }

  @Test
  void roomIdsOf_areTheAccountsOwn() {
    User dora = site.user("dora");
    site.member("r1", dora);
    site.member("r2", dora);
    site.member("r3", site.user("erin"));

    assertThat(storeOf(site).roomIdsOf("dora")).containsExactlyInAnyOrder("r1", "r2");
    assertThat(storeOf(site).roomIdsOf("ghost")).isEmpty();
  }

  /** A member and what keeps them in the room (02 §9.5.1). */
  @Nested
  class Target {
    private TargetMember target(User user) {
      site.member("r1", user);
      return storeOf(site).findTarget("r1", user.account()).orElseThrow();
    }

    private void expect(TargetMember target, boolean ownRow, boolean orgRow) {
      assertThat(target.hasOwnRow()).isEqualTo(ownRow);
      assertThat(target.hasOrgRow()).isEqualTo(orgRow);
    }

    @Test
    void nobody() {
      site.user("dora");
      assertThat(storeOf(site).findTarget("r1", "dora")).isEmpty();
      assertThat(storeOf(site).findTarget("r1", "")).isEmpty();
    }

    @Test
    void roomWithoutRows_hasNeither() {
      expect(target(site.user(SampleUser.of("dora").section("o1"))), false, false);
    }

    @Test
    void department_countsBesideAnUnrelatedSection() {
      site.orgRow("r1", "o1", 0);
      expect(target(site.user(SampleUser.of("dora").department("o1").section("x"))), false, true);
    }

    @Test
    void both() {
      site.orgRow("r1", "o1", 0);
      User dora = site.user(SampleUser.of("dora").section("o1"));
      site.row("r1", dora, 1);
      expect(target(dora), true, true);
    }

    @Test
    void rowsOfOtherRoomsAndOrgs_countForNothing() {
      User dora = site.user(SampleUser.of("dora").section("o1"));
      site.orgRow("r2", "o1", 0);
      site.row("r2", dora, 0);
      site.orgRow("r1", "o2", 0);
      expect(target(dora), false, false);
    }

    @Test
    void memberWithoutUserDocument_isInNoOrg() {
      site.orgRow("r1", "", 0);
      expect(target(SampleUser.of("ghost").make()), false, false);
    }
  }

  @Test
  void count_tellsMembersAndOwners() {
    site.member("r1", site.user("dora"));
    site.subscription(SampleSubscription.of("r1", site.user("erin")).roles("member", "owner"));
    site.subscription(SampleSubscription.of("r1", site.user("help.bot")));
    site.subscription(SampleSubscription.of("r2", site.user("gil")).owner());

    assertThat(storeOf(site).count("r1")).isEqualTo(new MemberCounts(3, 1));
    assertThat(storeOf(site).count("none")).isEqualTo(new MemberCounts(0, 0));
  }

  @Test
  void markRead_setsTheTimeAndTheAlertAlone() {
    Subscription before =
        site.subscription(
            SampleSubscription.of("r1", site.user("dora")).alert().threadUnread("m1"));
    SubscriptionStore store = storeOf(site);

    assertThat(store.markRead("r1", "dora", SEEN, false)).isTrue();
    assertThat(store.markRead("r1", "ghost", SEEN, false)).isFalse();

    Subscription after = store.find("r1", "dora").orElseThrow();
    assertThat(after.lastSeenAt()).isEqualTo(SEEN);
    assertThat(after.alert()).isFalse();
    assertThat(after.threadUnread()).isEqualTo(before.threadUnread());
  }

  @Test
  void markRead_neverGoesBackInTime() {
    site.subscription(SampleSubscription.of("r1", site.user("dora")).lastSeenAt(SEEN));
    SubscriptionStore store = storeOf(site);

    store.markRead("r1", "dora", SEEN.minusSeconds(5), true);

    Subscription after = store.find("r1", "dora").orElseThrow();
    assertThat(after.lastSeenAt()).isEqualTo(SEEN);
    assertThat(after.alert()).isTrue();
  }

  @Test
  void oldestSeen_passesOverWhoNeverLooked() {
    site.subscription(
        SampleSubscription.of("r1", site.user("dora")).lastSeenAt(SEEN.plusSeconds(1)));
    site.subscription(SampleSubscription.of("r1", site.user("erin")).lastSeenAt(SEEN));
    site.subscription(SampleSubscription.of("r1", site.user("gil")).lastSeenAt(Timestamps.ZERO));
    site.member("r1", site.user("hana"));
    site.member("r2", site.user("ivan"));

    assertThat(storeOf(site).oldestSeen("r1")).contains(SEEN);
    assertThat(storeOf(site).oldestSeen("r2")).isEmpty();
  }

  @Test
  void seenSince_takesTheInstantItselfAndLeavesOneOut() {
    site.subscription(SampleSubscription.of("r1", site.user("dora")).lastSeenAt(SEEN));
    site.subscription(SampleSubscription.of("r1", site.user("erin")).lastSeenAt(SEEN));
    site.subscription(
        SampleSubscription.of("r1", site.user("gil")).lastSeenAt(SEEN.minusMillis(1)));
    site.member("r1", site.user("hana"));

    assertThat(storeOf(site).seenSince("r1", SEEN, "erin")).containsExactly("u-dora");
  }
}
