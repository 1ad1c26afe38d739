package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MemberEntry;
import chat.model.RoomMember;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every member store does: the expected results of 02 §9.10. */
abstract class MemberStoreContract {
  private static final MemberPage ALL = new MemberPage(null, 0, false);
  private static final MemberPage ENRICHED = new MemberPage(null, 0, true);

  private final Documents site = new Documents();

  abstract MemberStore storeOf(Documents site);

  private List<MemberEntry> entries(MemberPage page) {
    return storeOf(site).list("r1", page).stream().map(RoomMember::member).toList();
  }

  private List<String> ids(MemberPage page) {
    return entries(page).stream().map(MemberEntry::id).toList();
  }

  @Test
  void rows_comeOrgsFirstThenByTime() {
    site.row("r1", site.user("erin"), 20);
    site.row("r1", site.user("dora"), 10);
    site.orgRow("r1", "X", 30);
    site.row("r2", site.user("farid"), 0);

    assertThat(ids(ALL)).containsExactly("X", "u-dora", "u-erin");
    RoomMember org = storeOf(site).list("r1", ALL).getFirst();
    assertThat(org)
        .isEqualTo(
            new RoomMember(
                "r-002-r1",
                "r1",
                Documents.JOINED.plusSeconds(30),
                new MemberEntry("X", "org", "", "", "", false, "", 0)));
  }

  @Test
  void rows_hideSubscriptionsEvenWhenOnlyOrgsHaveSome() {
    site.orgRow("r1", "X", 0);
    site.member("r1", site.user("dora"));

    assertThat(ids(ALL)).containsExactly("X");
  }

  @Test
  void withoutRows_subscriptionsAreTheMembers() {
    User dora = site.user("dora");
    User bot = site.user("help.bot");
    site.subscription(SampleSubscription.of("r1", dora).joinedAt(Documents.JOINED.plusSeconds(9)));
    site.subscription(SampleSubscription.of("r1", bot).joinedAt(Documents.JOINED));
    site.member("r2", dora);

    assertThat(storeOf(site).list("r1", ALL))
        .containsExactly(
            new RoomMember(
                "s-r1-help.bot",
                "r1",
                Documents.JOINED,
                new MemberEntry("u-help-bot", "individual", "help.bot", "", "", false, "", 0)),
            new RoomMember(
                "s-r1-dora",
                "r1",
                Documents.JOINED.plusSeconds(9),
                new MemberEntry("u-dora", "individual", "dora", "", "", false, "", 0)));
  }

  @Test
  void paging_givesEachMemberOnceAlsoAtEqualTimes() {
    for (String account : List.of("a", "b", "c")) {
      site.row("r1", site.user(account), 0);
    }
    List<String> found = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      found.addAll(ids(new MemberPage(1L, offset, false)));
    }
    assertThat(found).containsExactly("u-a", "u-b", "u-c");
    assertThat(ids(new MemberPage(2L, 1, true))).containsExactly("u-b", "u-c");
    assertThat(ids(new MemberPage(null, 3, false))).isEmpty();
    assertThat(ids(new MemberPage(Long.MAX_VALUE, 2, false))).containsExactly("u-c");
  }

  @Test
  void paging_ofSubscriptionsIsTheSame() {
    for (String account : List.of("a", "b", "c")) {
      site.member("r1", site.user(account));
    }
    assertThat(ids(new MemberPage(2L, 1, true))).containsExactly("u-b", "u-c");
    assertThat(ids(new MemberPage(Long.MAX_VALUE, 9_999_999_999L, false))).isEmpty();
  }

  @Test
  void nothing_isAnEmptyList() {
    assertThat(storeOf(site).list("$rid", ENRICHED)).isEmpty();
  }

  /** Names, ownership and org texts. */
  @Nested
  class Enriched {
    @Test
    void people_haveNamesAndOwnership() {
      User dora = site.user(SampleUser.of("dora").names("Dora Lin", "林朵拉"));
      User erin = site.user(SampleUser.of("erin").names("", "艾琳"));
      site.row("r1", dora, 1);
      site.row("r1", erin, 2);
      site.subscription(SampleSubscription.of("r1", dora).roles("owner", "member"));
      site.subscription(SampleSubscription.of("r2", erin).owner());

      assertThat(entries(ENRICHED))
          .containsExactly(
              new MemberEntry("u-dora", "individual", "dora", "Dora Lin", "林朵拉", true, "", 0),
              new MemberEntry("u-erin", "individual", "erin", "", "艾琳", false, "", 0));
    }

    @Test
    void personWithoutUserDocument_hasNoNamesButTheirOwnership() {
      User ghost = SampleUser.of("ghost").make();
      site.row("r1", ghost, 1);
      site.subscription(SampleSubscription.of("r1", ghost).owner());

      assertThat(entries(ENRICHED))
          .containsExactly(new MemberEntry("u-ghost", "individual", "ghost", "", "", true, "", 0));
    }

    @Test
    void subscribers_haveTheirOwnRoles() {
      site.subscription(
          SampleSubscription.of("r1", site.user(SampleUser.of("dora").names("D", "朵"))).owner());

      assertThat(entries(ENRICHED))
          .containsExactly(new MemberEntry("u-dora", "individual", "dora", "D", "朵", true, "", 0));
    }

    private void expectOrg(String text, long people) {
      site.orgRow("r1", "X", 0);
      assertThat(entries(ENRICHED))
          .containsExactly(new MemberEntry("X", "org", "", "", "", false, text, people));
    }

    @Test
    void sectionOfThree() {
      for (String account : List.of("a", "b", "p_bot")) {
        site.user(SampleUser.of(account).section("X", "Engineering", ""));
      }
      expectOrg("Engineering", 3);
    }

    @Test
    void department_winsOverSection() {
      site.user(SampleUser.of("a").department("X", "Engineering", "工程部"));
      site.user(SampleUser.of("b").section("X", "Sect", "組"));
      expectOrg("Engineering 工程部", 2);
    }

    @Test
    void departmentWithoutNames_leavesItToTheSection() {
      site.user(SampleUser.of("a").department("X", "", ""));
      site.user(SampleUser.of("b").section("X", "Engineering", ""));
      expectOrg("Engineering", 2);
    }

    @Test
    void unknownOrg_showsItsId() {
      expectOrg("X", 0);
    }

    @Test
    void departmentAndSectionInOne_isDepartmentAlone() {
      site.user(SampleUser.of("a").department("X", "", "").section("X", "Eng", ""));
      expectOrg("X", 1);
    }

    @Test
    void blankDepartment_isChosenAndTrimsToNothing() {
      site.user(SampleUser.of("a").department("X", "  ", ""));
      site.user(SampleUser.of("b").section("X", "Eng", ""));
      expectOrg("X", 2);
    }

    @Test
    void largestNames_areTakenEachOnItsOwn() {
      site.user(SampleUser.of("a").department("X", "Alpha", "乙"));
      site.user(SampleUser.of("b").department("X", "beta", ""));
      expectOrg("beta 乙", 2);
    }
  }
}
