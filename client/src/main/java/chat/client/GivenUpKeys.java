package chat.client;

import chat.client.KeyRing.KeyId;
import chat.client.RoomUpdate.Reason;
import chat.model.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Versions whose key was asked for in vain a moment ago: asking for each of their events would
 * answer nobody and burden the room's site. Not safe for concurrent use.
 */
final class GivenUpKeys {

  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<KeyId, GivenUp> versions;

  /** Why the events of a version stay locked. */
  interface Verdict {
    Reason on(RoomEvent event);
  }

  private record GivenUp(Verdict verdict, Instant until) {}

  GivenUpKeys(InstantSource clock, int most) {
    this.clock = clock;
    this.versions =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<KeyId, GivenUp> eldest) {
            return size() > most;
          }
        };
  }

  void add(KeyId id, Verdict verdict) {
    versions.put(id, new GivenUp(verdict, clock.instant().plus(COOL_DOWN)));
  }

  void remove(KeyId id) {
    versions.remove(id);
  }

  /** Null when the key may be asked for. */
  @Nullable Verdict find(KeyId id) {
    GivenUp found = versions.get(id);
    return found != null && clock.instant().isBefore(found.until()) ? found.verdict() : null;
  }
}
