package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every directory does; run by the fake and by the one on a real server (contract 01b §10.4).
 */
abstract class UserDirectoryContract {
  static final User DORA = user("u-dora", "dora", "sect-1");
  static final User ERIN = user("u-erin", "erin", "");
  static final User BOT = user("u-bot", "help.bot", "sect-1");

  /** A directory of exactly these users. */
  abstract UserDirectory directoryOf(List<User> users);

  private static User user(String id, String account, String sectId) {
    return new User(
        id,
        account,
        "site-x",
        sectId,
        "Sect",
        "組",
        "dept-1",
        "Dept",
        "部",
        "E " + account,
        "中",
        "77");
  }

  private UserDirectory directory() {
    return directoryOf(List.of(DORA, ERIN, BOT));
  }

  @Test
  void byId_findsAllFields() {
    assertThat(directory().byId("u-dora")).contains(DORA);
  }

  @Test
  void byId_knowsNobodyElse() {
    UserDirectory directory = directoryOf(List.of(DORA, user("", "nameless", "")));
    assertThat(directory.byId("u-ghost")).isEmpty();
    assertThat(directory.byId("dora")).isEmpty();
    assertThat(directory.byId("")).isEmpty();
  }

  @Test
  void byAccounts_findsThoseThatExistInShortForm() {
    assertThat(directory().byAccounts(List.of("erin", "ghost", "help.bot", "Dora", "")))
        .containsExactlyInAnyOrder(shortForm(ERIN), shortForm(BOT));
  }

  @Test
  void byAccounts_findsOnceWhoIsAskedForTwice() {
    assertThat(directory().byAccounts(List.of("dora", "dora"))).containsExactly(shortForm(DORA));
  }

  @Test
  void byAccounts_ofNobody_isEmpty() {
    assertThat(directory().byAccounts(List.of())).isEmpty();
  }

  @Test
  void oddAccounts_areJustUnknown() {
    assertThat(directory().byAccounts(List.of("$dora", ".*", "{\"$ne\":1}", "朵拉", "\u0000")))
        .isEmpty();
    assertThat(directory().byId("$u-dora")).isEmpty();
  }

  static User shortForm(User user) {
    return new User(
        user.id(),
        user.account(),
        user.siteId(),
        "",
        "",
        "",
        "",
        "",
        "",
        user.engName(),
        user.chineseName(),
        user.employeeId());
  }
}
