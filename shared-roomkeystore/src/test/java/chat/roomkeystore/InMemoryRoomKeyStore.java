package chat.roomkeystore;

import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room key store for tests of those who use one. The contract suite holds it to what Valkey does;
 * lifetimes pass with the clock that it is given.
 */
public final class InMemoryRoomKeyStore implements RoomKeyStore {

  private static final Duration NEXT_LIFETIME = Duration.ofHours(1);

  private final Map<String, Room> rooms = new HashMap<>();
  private final Duration gracePeriod;
  private final Clock clock;

  /** Something that ends by itself. */
  private record Passing<T>(T value, Instant end) {}

  private record Replaced(VersionedRoomKey key, Instant until) {}

  private record Announced(VersionedRoomKey key, long job) {}

  /** What is known of one room. */
  private static final class Room {
    private @Nullable VersionedRoomKey current;
    private @Nullable Passing<VersionedRoomKey> previous;
    private @Nullable Passing<Announced> next;
    private final Map<Long, Passing<Replaced>> kept = new HashMap<>();
  }

  public InMemoryRoomKeyStore(Duration gracePeriod, Clock clock) {
    this.gracePeriod = gracePeriod;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<VersionedRoomKey> get(String roomId) {
    return Optional.ofNullable(room(roomId).current);
  }

  @Override
  public Optional<PublicRoomKey> getPublic(String roomId) {
    return get(roomId).map(key -> new PublicRoomKey(key.version(), key.pair().publicKey()));
  }

  @Override
  public Map<String, VersionedRoomKey> getMany(Collection<String> roomIds) {
    Map<String, VersionedRoomKey> keys = new LinkedHashMap<>();
    roomIds.forEach(roomId -> get(roomId).ifPresent(key -> keys.put(roomId, key)));
    return keys;
  }

  @Override
  public synchronized KeyOfVersion getByVersion(String roomId, long version) {
    Room room = room(roomId);
    if (room.current != null && room.current.version() == version) {
      return new KeyOfVersion.Current(room.current);
    }
    Replaced kept = living(room.kept.get(version));
    if (kept != null) {
      return new KeyOfVersion.Kept(kept.key(), kept.until());
    }
    VersionedRoomKey previous = living(room.previous);
    return previous != null && previous.version() == version
        ? new KeyOfVersion.Previous(previous)
        : new KeyOfVersion.Gone();
  }

  @Override
  public synchronized VersionedRoomKey createIfAbsent(String roomId, RoomKeyPair pair) {
    return get(roomId)
        .orElseGet(
            () -> {
              set(roomId, pair);
              return new VersionedRoomKey(0, pair);
            });
  }

  @Override
  public long set(String roomId, RoomKeyPair pair) {
    setWithVersion(roomId, 0, pair);
    return 0;
  }

  @Override
  public synchronized void setWithVersion(String roomId, long version, RoomKeyPair pair) {
    room(roomId).current = new VersionedRoomKey(version, pair);
  }

  @Override
  public synchronized boolean adopt(String roomId, VersionedRoomKey key) {
    Room room = room(roomId);
    if (room.current != null && room.current.version() >= key.version()) {
      return false;
    }
    room.current = key;
    return true;
  }

  @Override
  public synchronized Rotation rotate(String roomId, RoomKeyPair pair) {
    Room room = room(roomId);
    if (room.current == null) {
      return new Rotation.NoCurrentKey();
    }
    if (!room.current.pair().equals(pair)) {
      replace(room, room.current, new VersionedRoomKey(room.current.version() + 1, pair));
    }
    return new Rotation.Rotated(room.current.version());
  }

  @Override
  public synchronized VersionedRoomKey announceNext(String roomId, long job, RoomKeyPair fresh) {
    Room room = room(roomId);
    long version = room.current == null ? 0 : room.current.version() + 1;
    Announced before = living(room.next);
    if (before != null
        && before.job() == job
        && (room.current == null
            || before.key().version() == version
            || before.key().pair().publicKey().equals(room.current.pair().publicKey()))) {
      return before.key();
    }
    VersionedRoomKey key = new VersionedRoomKey(version, fresh);
    room.next = new Passing<>(new Announced(key, job), clock.instant().plus(NEXT_LIFETIME));
    return key;
  }

  @Override
  public synchronized Commit commitNext(String roomId, VersionedRoomKey next) {
    Room room = room(roomId);
    if (room.current == null) {
      room.current = next;
    }
    if (room.current.equals(next)) {
      return new Commit.Committed();
    }
    if (room.current.version() != next.version() - 1) {
      return new Commit.Superseded(room.current.version());
    }
    replace(room, room.current, next);
    return new Commit.Committed();
  }

  @Override
  public synchronized void delete(String roomId) {
    rooms.remove(roomId);
  }

  /** The key vanishes, as after the loss of a server's memory. */
  public synchronized void loseCurrent(String roomId) {
    room(roomId).current = null;
  }

  private void replace(Room room, VersionedRoomKey replaced, VersionedRoomKey key) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Instant end = now.plus(gracePeriod);
    room.previous = new Passing<>(replaced, end);
    room.kept.put(replaced.version(), new Passing<>(new Replaced(replaced, now), end));
    room.current = key;
  }

  private <T> @Nullable T living(@Nullable Passing<T> passing) {
    return passing != null && clock.instant().isBefore(passing.end()) ? passing.value() : null;
  }

  private Room room(String roomId) {
    return rooms.computeIfAbsent(roomId, _ -> new Room());
  }
}
