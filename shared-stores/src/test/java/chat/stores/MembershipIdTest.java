package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "a b", " ", "", "\u611b"})
  void account_isFoundAgain(String account) {
    assertThat(MembershipId.account(MembershipId.of("0123456789abcdefg", account)))
        .isEqualTo(account);
  }
}
