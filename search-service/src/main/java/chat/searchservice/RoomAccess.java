package chat.searchservice;

import chat.stores.RestrictedRoomCache;
import chat.stores.RestrictedRoomCache.Entry;
import chat.stores.StoreAwayException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms in which an account may search from some time on, remembered for a while (11 §7). */
final class RoomAccess {
  private static final Logger LOG = LoggerFactory.getLogger(RoomAccess.class);

  private final RestrictedRoomCache cache;
  private final SearchEngine engine;
  private final Duration life;

  RoomAccess(RestrictedRoomCache cache, SearchEngine engine, Duration life) {
    this.cache = cache;
    this.engine = engine;
    this.life = life;
  }

  /** Empty when nobody can tell. */
  Optional<Map<String, Long>> restrictedRooms(String account, Deadline deadline) {
    boolean cacheAnswers = true;
    try {
      if (cache.read(account) instanceof Entry.Known(Map<String, Long> rooms)) {
        return Optional.of(rooms);
      }
    } catch (RedisException e) {
      cacheAnswers = false;
      line(account, e.toString()).log("valkey read failed; falling through to ES");
    }
    Optional<Map<String, Long>> stored = stored(account, deadline);
    if (cacheAnswers) {
      stored.ifPresent(rooms -> remember(account, rooms));
    }
    return stored;
  }

  private Optional<Map<String, Long>> stored(String account, Deadline deadline) {
    try {
      return switch (engine.restrictedRooms(account, deadline)) {
        case SearchEngine.Restricted.Rooms(Map<String, Long> since) -> Optional.of(since);
        case SearchEngine.Restricted.Unknown(String reason) -> unknown(account, reason);
      };
    } catch (StoreAwayException e) {
      return unknown(account, e.toString());
    }
  }

  private static Optional<Map<String, Long>> unknown(String account, String reason) {
    LOG.atError()
        .addKeyValue("account", account)
        .addKeyValue("error", reason)
        .log("user-room doc fetch failed");
    return Optional.empty();
  }

  private void remember(String account, Map<String, Long> rooms) {
    try {
      cache.remember(account, rooms, life);
    } catch (RedisException e) {
      line(account, e.toString()).log("valkey set failed; continuing without cache");
    }
  }

  private static org.slf4j.spi.LoggingEventBuilder line(String account, String error) {
    return LOG.atWarn().addKeyValue("account", account).addKeyValue("error", error);
  }
}
