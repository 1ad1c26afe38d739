package chat.messageworker;

import chat.model.Mentions;
import chat.model.Participant;
import chat.model.User;
import chat.stores.CachedUsers;
import chat.stores.UserDirectory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who sent a message and who is mentioned in it (06 §4). Looked-up users are remembered for a
 * while; who is not found is asked for again.
 */
final class People {
  private final UserDirectory directory;
  private final CachedUsers byAccount;
  private final Cache<String, User> byId;

  /**
   * @param size users remembered at the most; not positive = none
   * @param lifetime of a remembered user, from its look-up; not positive = not at all
   */
  People(UserDirectory directory, int size, Duration lifetime, Ticker ticker) {
    int most = Math.max(0, size);
    Duration longest = lifetime.isNegative() ? Duration.ZERO : lifetime;
    this.directory = directory;
    this.byAccount = new CachedUsers(directory, most, longest);
    this.byId =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(longest)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Those of the mentioned that exist, in order of mention, everybody last.
   *
   * @throws RuntimeException when the users cannot be asked for
   */
  List<Participant> mentioned(String content) {
    Mentions mentions = Mentions.parse(content);
    if (mentions.isEmpty()) {
      return List.of();
    }
    CachedUsers.Found found = byAccount.byAccounts(mentions.accounts());
    if (found.failure() != null) {
      throw found.failure();
    }
    return mentions.participants(found.byAccount());
  }

  /**
   * Empty when there is no such user.
   *
   * @throws RuntimeException when the user cannot be asked for
   */
  Optional<User> user(String id) {
    User known = byId.getIfPresent(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<User> found = directory.byId(id);
    found.ifPresent(user -> byId.put(id, user));
    return found;
  }
}
