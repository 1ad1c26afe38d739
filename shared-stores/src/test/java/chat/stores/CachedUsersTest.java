package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import chat.model.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedUsersTest {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final User DORA = user("dora");
  private static final User ERIN = user("erin");

  private final AtomicLong nanos = new AtomicLong();
  private final UserDirectory directory = spy(new OpenDirectory(DORA, ERIN));
  private final CachedUsers users = new CachedUsers(directory, 100, LIFETIME, nanos::get);

  /** The fake is final; a spy needs a class of its own. */
  static class OpenDirectory implements UserDirectory {
    private final InMemoryUserDirectory delegate;

    OpenDirectory(User... users) {
      this.delegate = new InMemoryUserDirectory(users);
    }

    @Override
    public java.util.Optional<User> byId(String id) {
      return delegate.byId(id);
    }

    @Override
    public List<User> byAccounts(java.util.Collection<String> accounts) {
      return delegate.byAccounts(accounts);
    }
  }

  private static User user(String account) {
    return new User("u-" + account, account, "s", "", "", "", "", "", "", "E", "C", "");
  }

  @Test
  void onlyMissingAccounts_areAskedFor() {
    assertThat(users.byAccounts(List.of("dora", "dora")).byAccount()).containsOnlyKeys("dora");
    assertThat(users.byAccounts(List.of("dora", "erin")).byAccount())
        .containsEntry("dora", DORA)
        .containsEntry("erin", ERIN);
    verify(directory).byAccounts(List.of("dora"));
    verify(directory).byAccounts(List.of("erin"));
  }

  @Test
  void unknownAccounts_areAskedForAgain() {
    assertThat(users.byAccounts(List.of("ghost")).byAccount()).isEmpty();
    assertThat(users.byAccounts(List.of("ghost")).byAccount()).isEmpty();
    verify(directory, times(2)).byAccounts(List.of("ghost"));
  }

  @Test
  void oldEntries_areAskedForAgain() {
    users.byAccounts(List.of("dora"));
    nanos.addAndGet(LIFETIME.toNanos());
    users.byAccounts(List.of("dora"));
    verify(directory, times(2)).byAccounts(List.of("dora"));
  }

  @Test
  void failure_comesWithWhatIsRemembered() {
    users.byAccounts(List.of("dora"));
    RuntimeException failure = new IllegalStateException("store");
    doThrow(failure).when(directory).byAccounts(any());
    CachedUsers.Found found = users.byAccounts(List.of("dora", "erin"));
    assertThat(found.byAccount()).containsOnlyKeys("dora");
    assertThat(found.failure()).isSameAs(failure);
    assertThat(users.byAccounts(List.of("dora")).failure()).isNull();
  }

  @Test
  void nobody_isNotAskedFor() {
    assertThat(users.byAccounts(List.of()).byAccount()).isEmpty();
    verify(directory, never()).byAccounts(any());
  }
}
