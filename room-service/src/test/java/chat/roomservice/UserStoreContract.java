package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SampleUser;
import chat.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every user store does (02 §8.4, §8.5). */
abstract class UserStoreContract {
  private final Documents site = new Documents();

  abstract UserStore storeOf(Documents site);

  @Test
  void find_givesTheWholeUser() {
    User dora = site.user(SampleUser.of("dora").section("s1").department("d1"));
    site.user("erin");

    UserStore store = storeOf(site);

    assertThat(store.find("dora")).contains(dora);
    assertThat(store.find("Dora")).isEmpty();
    assertThat(store.find("")).isEmpty();
    assertThat(store.find("$account")).isEmpty();
  }

  @Test
  void existingAccounts_areThoseThatSomebodyHas() {
    site.user("dora");
    site.user("erin");

    assertThat(storeOf(site).existingAccounts(List.of("erin", "ghost", "dora", "erin")))
        .containsExactlyInAnyOrder("dora", "erin");
  }

  @Test
  void existingOrgs_areSectionsAndDepartments() {
    site.user(SampleUser.of("dora").section("s1").department("both"));
    site.user(SampleUser.of("erin").section("both").department("d2"));

    assertThat(storeOf(site).existingOrgs(List.of("s1", "d2", "both", "none")))
        .containsExactlyInAnyOrder("s1", "d2", "both");
  }

  @Test
  void countNewMembers_countsEverybodyOnceAndNoBots() {
    site.user(SampleUser.of("dora").section("o1"));
    site.user(SampleUser.of("erin").department("o1"));
    site.user(SampleUser.of("farid").section("o1").department("o1"));
    site.user(SampleUser.of("help.bot").section("o1"));
    site.user(SampleUser.of("p_hook").section("o1"));
    site.user("botmaster");

    UserStore store = storeOf(site);

    assertThat(store.countNewMembers(List.of("o1"), List.of("erin", "botmaster", "ghost"), "dora"))
        .isEqualTo(3);
    assertThat(store.countNewMembers(List.of("o1"), List.of(), "")).isEqualTo(3);
    assertThat(store.countNewMembers(List.of(), List.of("help.bot"), "")).isZero();
    assertThat(store.countNewMembers(List.of(), List.of(), "dora")).isZero();
  }

  @Test
  void countNewMembersOf_leavesOutWhoIsSubscribedToThatRoom() {
    User dora = site.user(SampleUser.of("dora").section("o1"));
    User erin = site.user(SampleUser.of("erin").department("o1"));
    site.user("gil");
    site.user(SampleUser.of("help.bot").section("o1"));
    site.member("r1", dora);
    site.member("r2", erin);

    UserStore store = storeOf(site);

    assertThat(store.countNewMembersOf("r1", List.of("o1"), List.of("gil", "dora"))).isEqualTo(2);
    assertThat(store.countNewMembersOf("r1", List.of(), List.of("dora"))).isZero();
    assertThat(store.countNewMembersOf("r1", List.of(), List.of())).isZero();
    assertThat(store.countNewMembersOf("$account", List.of("o1"), List.of())).isEqualTo(2);
  }

  @Test
  void ofOrg_isSortedAndListsEverybodyOnce() {
    User erin = site.user(SampleUser.of("erin").department("o1"));
    User bot = site.user(SampleUser.of("a.bot").section("o1"));
    User dora = site.user(SampleUser.of("dora").section("o1").department("o1"));
    site.user(SampleUser.of("gil").section("o2"));

    assertThat(storeOf(site).ofOrg("o1")).containsExactly(bot, dora, erin);
    assertThat(storeOf(site).ofOrg("none")).isEmpty();
  }

  @Test
  void findByIds_isBounded() {
    User dora = site.user("dora");
    site.user("erin");
    site.user("gil");

    assertThat(storeOf(site).findByIds(List.of("u-dora", "ghost"), 9)).containsExactly(dora);
    assertThat(storeOf(site).findByIds(List.of("u-dora", "u-erin", "u-gil"), 2)).hasSize(2);
    assertThat(storeOf(site).findByIds(List.of(), 2)).isEmpty();
  }
}
