package chat.stores;

import chat.model.Room;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Room metadata, remembered for a while after each load (contract 01b §13.1). Callers that miss the
 * same room at one time share one load, which has a deadline of its own: it depends on nobody's
 * patience. Neither failures nor absent rooms are remembered.
 */
public final class RoomMetaCache {
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(5);
  private static final Bson FIELDS =
      Projections.include("_id", "type", "name", "siteId", "userCount");

  private final Function<String, @Nullable RoomMeta> load;
  private final AsyncCache<String, Outcome> cache;
  private final Executor loaders;
  private final Duration loadLimit;

  /** What a load came to; at most one of both. */
  private record Outcome(@Nullable RoomMeta room, @Nullable Throwable failure) {}

  /**
   * A cache of the rooms of this site.
   *
   * @param loaders starts a thread for each load
   */
  public RoomMetaCache(MongoConnection mongo, RoomMetaCacheConfig config, Executor loaders) {
    this(
        loadFrom(mongo.collection(CollectionNames.ROOMS, Room.class)),
        config,
        loaders,
        Ticker.systemTicker(),
        LOAD_LIMIT);
  }

  RoomMetaCache(
      Function<String, @Nullable RoomMeta> load,
      RoomMetaCacheConfig config,
      Executor loaders,
      Ticker ticker,
      Duration loadLimit) {
    this.load = load;
    this.loaders = loaders;
    this.loadLimit = loadLimit;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(config.size())
            .expireAfter(Expiry.<String, Outcome>writing((_, outcome) -> lifetime(outcome, config)))
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync();
  }

  private static Function<String, @Nullable RoomMeta> loadFrom(MongoCollection<Room> rooms) {
    return roomId -> {
      Room room = rooms.find(Filters.eq(roomId)).projection(FIELDS).first();
      return room == null
          ? null
          : new RoomMeta(room.id(), room.type(), room.name(), room.siteId(), room.userCount());
    };
  }

  /** Only rooms are remembered; everything else is over when its callers have it. */
  private static Duration lifetime(Outcome outcome, RoomMetaCacheConfig config) {
    return outcome.room == null ? Duration.ZERO : config.lifetime();
  }

  /**
   * The metadata of a room; empty when there is no such room.
   *
   * @throws StoreAwayException when the load took too long
   * @throws RuntimeException the store's failure
   */
  public Optional<RoomMeta> get(String roomId) throws InterruptedException {
    try {
      Outcome outcome = cache.get(roomId, (id, _) -> start(id)).get();
      if (outcome.failure != null) {
        throw failure(outcome.failure);
      }
      return Optional.ofNullable(outcome.room);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a load tells its failures", e);
    }
  }

  private RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case TimeoutException _ ->
          new StoreAwayException("room metadata took longer than " + loadLimit, cause);
      case CompletionException wrapper when wrapper.getCause() != null ->
          failure(wrapper.getCause());
      case RuntimeException failure -> failure;
      default -> new IllegalStateException("load room metadata", cause);
    };
  }

  private CompletableFuture<Outcome> start(String roomId) {
    return CompletableFuture.supplyAsync(() -> load.apply(roomId), loaders)
        .orTimeout(loadLimit.toMillis(), TimeUnit.MILLISECONDS)
        .handle(Outcome::new);
  }

  /** Forgets a room. */
  public void invalidate(String roomId) {
    cache.synchronous().invalidate(roomId);
  }

  /** How many rooms are remembered. */
  public long size() {
    cache.synchronous().cleanUp();
    return cache.synchronous().estimatedSize();
  }
}
