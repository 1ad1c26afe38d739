package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SampleUser;
import chat.model.User;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors of 02 §9.10, which must give the same text here. */
class OrgNameTest {
  private static String name(SampleUser... people) {
    List<User> users = Arrays.stream(people).map(SampleUser::make).toList();
    return OrgName.of("X", users);
  }

  @Test
  void vectors() {
    assertThat(name(SampleUser.of("a").section("X", "Engineering", ""))).isEqualTo("Engineering");
    assertThat(
            name(
                SampleUser.of("a").section("X", "Sect", "組"),
                SampleUser.of("b").department("X", "Engineering", "工程部")))
        .isEqualTo("Engineering 工程部");
    assertThat(
            name(
                SampleUser.of("a").department("X", "", ""),
                SampleUser.of("b").section("X", "Engineering", "")))
        .isEqualTo("Engineering");
    assertThat(name()).isEqualTo("X");
    assertThat(name(SampleUser.of("a").section("X", "Eng", "").department("X", "", "")))
        .isEqualTo("X");
    assertThat(
            name(
                SampleUser.of("a").department("X", "  ", ""),
                SampleUser.of("b").section("X", "Eng", "")))
        .isEqualTo("X");
    assertThat(
            name(
                SampleUser.of("a").department("X", "Alpha", "乙"),
                SampleUser.of("b").department("X", "beta", "")))
        .isEqualTo("beta 乙");
    assertThat(name(SampleUser.of("a").section("X", "Same", "Same"))).isEqualTo("Same");
  }
}
