package chat.stores;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rooms of an account whose history it may read from a point in time on only, remembered in
 * Valkey for searches (contract 11 §7). Instances of other fleets share the entries.
 *
 * <pre>
 * searchservice:restrictedrooms:{account} = {"roomId": ms, …}    text that expires
 * </pre>
 */
public final class RestrictedRoomCache {
  private static final String PREFIX = "searchservice:restrictedrooms:";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ValkeyConnection valkey;

  public RestrictedRoomCache(ValkeyConnection valkey) {
    this.valkey = valkey;
  }

  /** What the cache holds. */
  public sealed interface Entry {
    /** Room ids and, in ms, from when on each may be read. */
    record Known(Map<String, Long> rooms) implements Entry {
      public Known {
        rooms = Map.copyOf(rooms);
      }
    }

    /** Nothing. */
    record Absent() implements Entry {}

    /** Something that is no such map: to be overwritten. */
    record Unreadable() implements Entry {}
  }

  /**
   * @throws RedisException when Valkey does not answer
   */
  public Entry read(String account) {
    String value = valkey.await(valkey.commands().get(PREFIX + account));
    return value == null ? new Entry.Absent() : parse(value);
  }

  static Entry parse(String value) {
    try {
      JsonNode rooms = JSON.readTree(value);
      if (rooms.isNull()) {
        return new Entry.Known(Map.of());
      }
      if (!rooms.isObject()) {
        return new Entry.Unreadable();
      }
      Map<String, Long> since = new TreeMap<>();
      for (Map.Entry<String, JsonNode> room : rooms.properties()) {
        if (!room.getValue().canConvertToLong() || !room.getValue().isIntegralNumber()) {
          return new Entry.Unreadable();
        }
        since.put(room.getKey(), room.getValue().longValue());
      }
      return new Entry.Known(since);
    } catch (JacksonException _) {
      return new Entry.Unreadable();
    }
  }

  /**
   * @param life after which the entry expires
   * @throws RedisException when Valkey does not answer
   */
  public void remember(String account, Map<String, Long> rooms, Duration life) {
    String value = JSON.writeValueAsString(new TreeMap<>(rooms));
    valkey.await(valkey.commands().set(PREFIX + account, value, SetArgs.Builder.px(life)));
  }

  /**
   * The accounts' rooms have changed.
   *
   * @throws RedisException when Valkey does not answer
   */
  public void forget(Collection<String> accounts) {
    List<RedisFuture<Long>> sent =
        accounts.stream().map(account -> valkey.commands().del(PREFIX + account)).toList();
    sent.forEach(valkey::await);
  }
}
