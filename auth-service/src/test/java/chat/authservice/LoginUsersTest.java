package chat.authservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.LoginUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answer says of the person (12 §3). */
class LoginUsersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "E4711, Dora Lin, 林朵拉|E4711|Dora Lin|林朵拉",
        "E4711,Dora Lin|E4711|Dora Lin|''",
        "E4711|E4711|''|''",
        "''|''|''|''",
        "E4711, Lin, Dora, 林朵拉|E4711|Lin|Dora, 林朵拉",
        " , Dora |''|Dora|''",
        "\u3000E1\u00A0,\u2003Dora|E1|Dora|''"
      })
  void description_isCutAtTheFirstTwoCommas(
      String description, String employeeId, String engName, String chineseName) {
    LoginUser user =
        LoginUsers.of("dora", new SsoClaims("s", "e", "", "dora", description, "d", "n"));

    assertThat(user)
        .isEqualTo(new LoginUser("e", "dora", employeeId, engName, chineseName, "n", "d"));
  }

  @Test
  void account_isThePreferredName_elseTheName() {
    assertThat(new SsoClaims("s", "", "Dora", "dora", "", "", "").account()).isEqualTo("dora");
    assertThat(new SsoClaims("s", "", "Dora", "", "", "", "").account()).isEqualTo("Dora");
  }
}
