package chat.stores;

import chat.model.User;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers looked-up users for a while (contract 05 §10). Names may be stale by that time, so it
 * is for display only. Unknown accounts are never remembered.
 */
public final class CachedUsers {
  private final UserDirectory directory;
  private final Cache<String, User> cache;

  /**
   * What is known about some accounts.
   *
   * @param byAccount users in short form
   * @param failure why the directory could not be asked about the rest; null = it was, or need not
   *     be
   */
  public record Found(Map<String, User> byAccount, @Nullable RuntimeException failure) {
    /** Copies the map. */
    public Found {
      byAccount = Map.copyOf(byAccount);
    }
  }

  /**
   * A cache in front of a directory.
   *
   * @param size users at the most
   * @param lifetime of an entry, from its look-up
   */
  public CachedUsers(UserDirectory directory, int size, Duration lifetime) {
    this(directory, size, lifetime, Ticker.systemTicker());
  }

  CachedUsers(UserDirectory directory, int size, Duration lifetime, Ticker ticker) {
    this.directory = directory;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(size)
            .expireAfterWrite(lifetime)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Asks the directory once, for those that are not remembered. */
  public Found byAccounts(Collection<String> accounts) {
    Set<String> wanted = Set.copyOf(accounts);
    Map<String, User> found = new LinkedHashMap<>(cache.getAllPresent(wanted));
    List<String> missing = new ArrayList<>(wanted);
    missing.removeAll(found.keySet());
    if (missing.isEmpty()) {
      return new Found(found, null);
    }
    try {
      for (User user : directory.byAccounts(missing)) {
        cache.put(user.account(), user);
        found.put(user.account(), user);
      }
      return new Found(found, null);
    } catch (RuntimeException e) {
      return new Found(found, e);
    }
  }
}
