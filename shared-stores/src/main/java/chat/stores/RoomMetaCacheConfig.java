package chat.stores;

import chat.runtime.EnvReader;
import java.time.Duration;

/**
 * Size and lifetime of a {@link RoomMetaCache} (contract 01b §13.1).
 *
 * @param size rooms at the most
 * @param lifetime of an entry, from its load
 */
public record RoomMetaCacheConfig(int size, Duration lifetime) {
  /** Reads {@code ROOM_META_CACHE_SIZE} and {@code ROOM_META_CACHE_TTL}. */
  public static RoomMetaCacheConfig read(EnvReader env) {
    RoomMetaCacheConfig config =
        new RoomMetaCacheConfig(
            env.integer("ROOM_META_CACHE_SIZE", 10_000, "rooms whose metadata is remembered"),
            env.duration(
                "ROOM_META_CACHE_TTL",
                Duration.ofMinutes(2),
                "how long; names and member counts may be stale by this"));
    env.check(config.size > 0, "ROOM_META_CACHE_SIZE: size must be positive");
    env.check(config.lifetime.isPositive(), "ROOM_META_CACHE_TTL: ttl must be positive");
    return config;
  }
}
