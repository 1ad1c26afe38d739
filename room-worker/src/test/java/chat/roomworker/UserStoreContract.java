package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SampleUser;
import chat.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every user store does (03 M3, M4, M18, M21). */
abstract class UserStoreContract {
  private final Documents site = new Documents();

  abstract UserStore storeOf(Documents site);

  @Test
  void find_givesTheWholeUser() {
    User dora = site.user(SampleUser.of("dora").section("s1").department("d1"));
    assertThat(storeOf(site).find("dora")).contains(dora);
    assertThat(storeOf(site).find("$account")).isEmpty();
  }

  @Test
  void findAll_givesThoseWhoExist() {
    User dora = site.user("dora");
    User bot = site.user("help.bot");
    site.user("erin");
    assertThat(storeOf(site).findAll(List.of("dora", "ghost", "help.bot")))
        .containsExactlyInAnyOrder(dora, bot);
    assertThat(storeOf(site).findAll(List.of())).isEmpty();
  }

  @Test
  void candidates_areMeantByOrgOrNameAndAreNoBots() {
    site.user(SampleUser.of("dora").section("o1"));
    User erin = site.user(SampleUser.of("erin").department("o1"));
    User farid = site.user(SampleUser.of("farid").section("o1").department("o1"));
    User gil = site.user("gil");
    site.user(SampleUser.of("help.bot").section("o1"));
    site.user(SampleUser.of("p_hook").section("o1"));

    UserStore store = storeOf(site);

    assertThat(store.candidates(List.of("o1"), List.of("gil", "farid", "p_hook"), "dora"))
        .containsExactlyInAnyOrder(erin, farid, gil);
    assertThat(store.candidates(List.of(), List.of("gil"), "")).containsExactly(gil);
    assertThat(store.candidates(List.of("none"), List.of(), "")).isEmpty();
    assertThat(store.candidates(List.of(), List.of(), "dora")).isEmpty();
  }

  @Test
  void candidates_countAnAccountOnceThatTwoDocumentsHave() {
    site.user(SampleUser.of("dora").id("u1"));
    site.user(SampleUser.of("dora").id("u2"));
    assertThat(storeOf(site).candidates(List.of(), List.of("dora"), "")).hasSize(1);
  }

  @Test
  void ofOrg_areSectionAndDepartmentWithBots() {
    User dora = site.user(SampleUser.of("dora").section("o1").department("x"));
    User bot = site.user(SampleUser.of("help.bot").department("o1"));
    site.user(SampleUser.of("erin").section("o2"));
    assertThat(storeOf(site).ofOrg("o1")).containsExactlyInAnyOrder(dora, bot);
  }
}
