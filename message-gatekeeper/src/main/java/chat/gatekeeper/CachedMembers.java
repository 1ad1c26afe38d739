package chat.gatekeeper;

import chat.runtime.MemberEvents;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers members for a while after each load (07 §11). Submissions that miss the same member at
 * one time share one load. "Not subscribed" and failures are never remembered. Who joins or leaves
 * is forgotten at once, also while a load is under way; everybody is when such an event may have
 * been missed.
 */
final class CachedMembers implements MemberStore, MemberEvents.Listener {
  private final MemberStore store;
  private final Executor loaders;
  private final AsyncCache<Key, Loaded> cache;

  private record Key(String roomId, String account) {}

  /** What a load came to; both are null for nobody. */
  private record Loaded(@Nullable Member member, @Nullable Throwable failure) {}

  /**
   * @param loaders starts a thread for each load
   */
  CachedMembers(MemberStore store, int size, Duration lifetime, Executor loaders, Ticker ticker) {
    this.store = store;
    this.loaders = loaders;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(size)
            .expireAfter(
                Expiry.<Key, Loaded>writing(
                    (key, loaded) -> loaded.member == null ? Duration.ZERO : lifetime))
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync();
  }

  @Override
  public Optional<Member> find(String roomId, String account) throws InterruptedException {
    try {
      Loaded loaded = cache.get(new Key(roomId, account), (key, executor) -> load(key)).get();
      if (loaded.failure != null) {
        throw loaded.failure instanceof RuntimeException known
            ? known
            : new IllegalStateException("load the subscription", loaded.failure);
      }
      return Optional.ofNullable(loaded.member);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a load tells its failures", e);
    }
  }

  private CompletableFuture<Loaded> load(Key key) {
    return CompletableFuture.supplyAsync(() -> ask(key), loaders)
        .handle((member, failure) -> new Loaded(member, unwrapped(failure)));
  }

  private @Nullable Member ask(Key key) {
    try {
      return store.find(key.roomId, key.account).orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loading", e);
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public void changed(String roomId, List<String> accounts) {
    if (accounts.isEmpty()) {
      cache.asMap().keySet().removeIf(key -> key.roomId.equals(roomId));
    } else {
      accounts.forEach(account -> cache.synchronous().invalidate(new Key(roomId, account)));
    }
  }

  @Override
  public void missed() {
    cache.synchronous().invalidateAll();
  }

  /** How many members are remembered. */
  long size() {
    cache.synchronous().cleanUp();
    return cache.synchronous().estimatedSize();
  }
}
