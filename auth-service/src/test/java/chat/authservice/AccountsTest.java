package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ODDITY-4: names that would widen the permissions, or that the NATS server refuses. */
class AccountsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"dora", "first.last", "助手", "p_x", "UPPER", "a-b_c", "a.b.c.d", "𝄞", "a@b", "é"})
  void oneOrSeveralTokens_areUsable(String account) {
    assertThat(Accounts.isUsable(account)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        ">",
        "a*",
        "a.*",
        "a.>",
        "*.b",
        ".a",
        "a.",
        "a..b",
        ".",
        "..",
        "a b",
        "a\tb",
        "a\nb",
        "a\r",
        "\u0000",
        "a\u007F",
        "a\u0085",
        "a\u00A0b",
        "a\u2003b",
        "a\u2028b",
        "a\u3000b",
        "Dora Lin",
        "\uD800"
      })
  void everythingElse_isNot(String account) {
    assertThat(Accounts.isUsable(account)).isFalse();
  }

  @Test
  void aUsableName_neverMakesAPermissionForOthers() {
    qt().forAll(strings().betweenCodePoints(' ', 'F').ofLengthBetween(1, 4))
        .assuming(Accounts::isUsable)
        .check(
            account ->
                List.of(("chat.user." + account + ".>").split("\\.", -1)).stream()
                    .limit(2L + account.split("\\.", -1).length)
                    .noneMatch(token -> token.isEmpty() || token.equals("*") || token.equals(">")));
  }
}
