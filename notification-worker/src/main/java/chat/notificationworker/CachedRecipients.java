package chat.notificationworker;

import chat.runtime.MemberEvents;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whom to notify in a room, so that members are not read for every message. A room is
 * forgotten when somebody joins or leaves it, all of them when such an event may have been missed,
 * and each a while after its load: switching notifications off is announced by nobody.
 *
 * <p>Messages that miss the same room at one time share one load. A load that is under way while
 * its room is forgotten is not remembered. Failures and rooms without recipients never are.
 */
final class CachedRecipients implements RecipientStore, MemberEvents.Listener {
  private final RecipientStore store;
  private final Executor loaders;
  private final AsyncCache<String, Loaded> cache;

  /** What a load came to. */
  private record Loaded(List<Recipient> recipients, @Nullable Throwable failure) {
    int weight() {
      return 1 + recipients.size();
    }
  }

  /**
   * @param size recipients remembered at the most, in all rooms together; a room counts as one
   * @param lifetime of a room, from its load
   * @param loaders starts a thread for each load
   */
  CachedRecipients(
      RecipientStore store, int size, Duration lifetime, Executor loaders, Ticker ticker) {
    this.store = store;
    this.loaders = loaders;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(size)
            .<String, Loaded>weigher((room, loaded) -> loaded.weight())
            .expireAfter(
                Expiry.<String, Loaded>writing(
                    (room, loaded) -> loaded.recipients.isEmpty() ? Duration.ZERO : lifetime))
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync();
  }

  @Override
  public List<Recipient> of(String roomId) throws InterruptedException {
    try {
      Loaded loaded = cache.get(roomId, (room, executor) -> load(room)).get();
      if (loaded.failure != null) {
        throw loaded.failure instanceof RuntimeException known
            ? known
            : new IllegalStateException("list subscriptions for room " + roomId, loaded.failure);
      }
      return loaded.recipients;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a load tells its failures", e);
    }
  }

  private CompletableFuture<Loaded> load(String roomId) {
    return CompletableFuture.supplyAsync(() -> ask(roomId), loaders)
        .handle(
            (recipients, failure) ->
                new Loaded(recipients == null ? List.of() : recipients, unwrapped(failure)));
  }

  private List<Recipient> ask(String roomId) {
    try {
      return List.copyOf(store.of(roomId));
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
    cache.synchronous().invalidate(roomId);
  }

  @Override
  public void missed() {
    cache.synchronous().invalidateAll();
  }

  /** How many rooms are remembered. */
  long size() {
    cache.synchronous().cleanUp();
    return cache.synchronous().estimatedSize();
  }
}
