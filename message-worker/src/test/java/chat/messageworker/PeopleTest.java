package chat.messageworker;

import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import chat.model.Participant;
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
        .extracting(Participant::userId, Participant::account)
        .containsExactly(tuple("u-881", "marie"), tuple("u-112", "kenji"), tuple("", "all"));
  }

  @Test
  void nobodyOrEverybodyAlone_asksNobody() {
    assertThat(people.mentioned("hello")).isEmpty();
    assertThat(people.mentioned("@all hello"))
        .extracting(Participant::account)
        .containsExactly("all");
    assertThat(asked).isEmpty();
  }

  @Test
  void failureOfTheDirectory_isPassedOn() {
    failure = new IllegalStateException("down");
    assertThatThrownBy(() -> people.mentioned("@marie")).isSameAs(failure);
    assertThatThrownBy(() -> people.user("u-112")).isSameAs(failure);
  }

  @Test
  void user_isRememberedForAWhile() {
    people.user("u-112");
    people.user("u-112");
    assertThat(asked).containsExactly("id u-112");
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    people.user("u-112");
    assertThat(asked).hasSize(2);
  }

  @Test
  void unknownUser_isAskedForAgain() {
    assertThat(people.user("u-9")).isEmpty();
    users.add(Samples.user("u-9", "nine", "Nine", "九"));
    assertThat(people.user("u-9")).isPresent();
  }

  @Test
  void withoutACache_everybodyIsAskedForEachTime() {
    People forgetful = people(0, Duration.ofMinutes(-1));
    forgetful.user("u-112");
    forgetful.user("u-112");
    forgetful.mentioned("@marie");
    forgetful.mentioned("@marie");
    assertThat(asked).hasSize(4);
  }
}
