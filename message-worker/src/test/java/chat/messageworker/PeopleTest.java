package chat.messageworker;

import static chat.messageworker.Samples.EVERYBODY;
import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;
import static chat.messageworker.Samples.STORED_KENJI;
import static chat.messageworker.Samples.STORED_MARIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.User;
import chat.stores.InMemoryUserDirectory;
import chat.stores.UserDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final InMemoryUserDirectory users = new InMemoryUserDirectory(KENJI, MARIE);
  private final List<String> asked = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private RuntimeException failure;

  private final UserDirectory directory =
      new UserDirectory() {
        @Override
        public Optional<User> byId(String id) {
          asked.add("id " + id);
          fail();
          return users.byId(id);
        }

        @Override
        public List<User> byAccounts(Collection<String> accounts) {
          asked.add("accounts " + accounts);
          fail();
          return users.byAccounts(accounts);
        }

        private void fail() {
          if (failure != null) {
            throw failure;
          }
        }
      };

  private final People people = people(10, Duration.ofMinutes(5));

  private People people(int size, Duration lifetime) {
    return new People(directory, size, lifetime, nanos::get);
  }

  @Test
  void mentioned_inOrderOfMention_everybodyLast_strangersLeftOut() {
    assertThat(people.mentioned("@all @ghost @MARIE and @kenji, @marie"))
        .containsExactly(STORED_MARIE, STORED_KENJI, EVERYBODY);
  }

  @Test
  void nobodyOrEverybodyAlone_asksNobody() {
    assertThat(people.mentioned("hello")).isEmpty();
    assertThat(people.mentioned("@all hello")).containsExactly(EVERYBODY);
    assertThat(asked).isEmpty();
  }

  @Test
  void failureOfTheDirectory_isPassedOn() {
    failure = new IllegalStateException("down");
    assertThatThrownBy(() -> people.mentioned("@marie")).isSameAs(failure);
    assertThatThrownBy(() -> people.sender(Samples.plain("m", "x"))).isSameAs(failure);
  }

  @Test
  void sender_hasTheNamesOfTheUserAndTheAccountOfTheMessage() {
    users.add(Samples.user("u-112", "renamed", "Kenji Mori", "健二"));
    assertThat(people.sender(Samples.plain("m", "x"))).contains(STORED_KENJI);
  }

  @Test
  void sender_isRememberedForAWhile() {
    people.sender(Samples.plain("m", "x"));
    people.sender(Samples.plain("n", "x"));
    assertThat(asked).containsExactly("id u-112");
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    people.sender(Samples.plain("o", "x"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void unknownSender_isAskedForAgain() {
    assertThat(people.sender(Samples.system("m", "u-9"))).isEmpty();
    users.add(Samples.user("u-9", "nine", "Nine", "九"));
    assertThat(people.sender(Samples.system("m", "u-9"))).isPresent();
  }

  @Test
  void withoutACache_everybodyIsAskedForEachTime() {
    People forgetful = people(0, Duration.ofMinutes(-1));
    forgetful.sender(Samples.plain("m", "x"));
    forgetful.sender(Samples.plain("m", "x"));
    forgetful.mentioned("@marie");
    forgetful.mentioned("@marie");
    assertThat(asked).hasSize(4);
  }
}
