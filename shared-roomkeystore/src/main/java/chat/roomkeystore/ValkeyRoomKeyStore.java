package chat.roomkeystore;

import static chat.roomkeystore.RoomKeySlots.slots;

import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyMetrics.Operation;
import chat.stores.ValkeyConnection;
import chat.stores.ValkeyScript;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The room keys in the site's Valkey; layout and sharing: see the package. */
public final class ValkeyRoomKeyStore implements RoomKeyStore {

  private static final Duration NEXT_LIFETIME = Duration.ofHours(1);
  private static final String NO_CURRENT_KEY = "no current key";

  private static final ValkeyScript<List<@Nullable String>> CREATE = texts("create.lua");
  private static final ValkeyScript<Long> ROTATE = number("replace.lua", "rotate.lua");
  private static final ValkeyScript<List<@Nullable String>> ANNOUNCE = texts("announce.lua");
  private static final ValkeyScript<Long> COMMIT = number("replace.lua", "commit.lua");
  private static final ValkeyScript<Long> ADOPT = number("adopt.lua");
  private static final ValkeyScript<Long> DELETE = number("delete.lua");

  private final ValkeyConnection valkey;
  private final String graceSeconds;
  private final Clock clock;
  private final RoomKeyMetrics metrics;

  /**
   * A store on an open connection, which stays the caller's.
   *
   * @param gracePeriod how long a replaced key is kept; counts in whole seconds, at least one
   * @param clock tells when a key was replaced
   */
  public ValkeyRoomKeyStore(
      ValkeyConnection valkey, Duration gracePeriod, Clock clock, RoomKeyMetrics metrics) {
    this.valkey = valkey;
    this.graceSeconds = Long.toString(Math.max(1, gracePeriod.toSeconds()));
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public Optional<VersionedRoomKey> get(String roomId) {
    return counted(Operation.GET, () -> key(roomId, await(hash(slots(roomId).current()))));
  }

  @Override
  public Optional<PublicRoomKey> getPublic(String roomId) {
    return counted(
        Operation.GET,
        () -> {
          List<KeyValue<String, String>> fields =
              await(
                  valkey
                      .commands()
                      .hmget(slots(roomId).current(), RoomKeyFields.PUBLIC, RoomKeyFields.VERSION));
          String publicKey = fields.get(0).getValueOrElse(null);
          String version = fields.get(1).getValueOrElse(null);
          return publicKey == null && version == null
              ? Optional.empty()
              : Optional.of(RoomKeyFields.readPublic(roomId, publicKey, version));
        });
  }

  @Override
  public Map<String, VersionedRoomKey> getMany(Collection<String> roomIds) {
    return counted(
        Operation.GET,
        () -> {
          Map<String, RedisFuture<Map<String, String>>> answers = new LinkedHashMap<>();
          roomIds.forEach(
              roomId -> answers.computeIfAbsent(roomId, id -> hash(slots(id).current())));
          Map<String, VersionedRoomKey> keys = new LinkedHashMap<>();
          answers.forEach(
              (roomId, answer) ->
                  key(roomId, await(answer)).ifPresent(key -> keys.put(roomId, key)));
          return keys;
        });
  }

  @Override
  public KeyOfVersion getByVersion(String roomId, long version) {
    return counted(
        Operation.GET,
        () -> {
          // in this order no rotation can slip through: what leaves the current slot is kept before
          RedisFuture<Map<String, String>> current = hash(slots(roomId).current());
          RedisFuture<Map<String, String>> kept = hash(slots(roomId).kept(version));
          RedisFuture<Map<String, String>> previous = hash(slots(roomId).previous());
          if (holds(version, await(current))) {
            return new KeyOfVersion.Current(RoomKeyFields.read(roomId, await(current)));
          }
          if (!await(kept).isEmpty()) {
            Instant until = RoomKeyFields.readUntil(roomId, await(kept));
            return new KeyOfVersion.Kept(RoomKeyFields.read(roomId, await(kept)), until);
          }
          if (holds(version, await(previous))) {
            return new KeyOfVersion.Previous(RoomKeyFields.read(roomId, await(previous)));
          }
          return new KeyOfVersion.Gone();
        });
  }

  @Override
  public VersionedRoomKey createIfAbsent(String roomId, RoomKeyPair pair) {
    return counted(
        Operation.SET,
        () -> {
          List<@Nullable String> standing =
              CREATE.run(
                  valkey,
                  List.of(slots(roomId).current()),
                  pair.publicKey().base64(),
                  pair.privateKey().base64());
          return RoomKeyFields.read(roomId, standing.get(0), standing.get(1), standing.get(2));
        });
  }

  @Override
  public long set(String roomId, RoomKeyPair pair) {
    return counted(Operation.SET, () -> write(roomId, 0, pair));
  }

  @Override
  public void setWithVersion(String roomId, long version, RoomKeyPair pair) {
    counted(Operation.SET_WITH_VERSION, () -> write(roomId, version, pair));
  }

  @Override
  public boolean adopt(String roomId, VersionedRoomKey key) {
    return counted(
        Operation.SET_WITH_VERSION,
        () ->
            ADOPT.run(
                    valkey,
                    List.of(slots(roomId).current()),
                    key.pair().publicKey().base64(),
                    key.pair().privateKey().base64(),
                    Long.toString(key.version()))
                == 1);
  }

  @Override
  public Rotation rotate(String roomId, RoomKeyPair pair) {
    return counted(
        Operation.ROTATE,
        () -> {
          try {
            Long version =
                ROTATE.run(
                    valkey,
                    slots(roomId).rotated(),
                    pair.publicKey().base64(),
                    pair.privateKey().base64(),
                    graceSeconds,
                    Long.toString(clock.millis()));
            return new Rotation.Rotated(version);
          } catch (RedisCommandExecutionException e) {
            if (isNoCurrentKey(e)) {
              return new Rotation.NoCurrentKey();
            }
            throw e;
          }
        });
  }

  @Override
  public VersionedRoomKey announceNext(String roomId, long job, RoomKeyPair fresh) {
    return counted(
        Operation.ROTATE,
        () -> {
          List<@Nullable String> announced =
              ANNOUNCE.run(
                  valkey,
                  slots(roomId).announced(),
                  Long.toString(job),
                  fresh.publicKey().base64(),
                  fresh.privateKey().base64(),
                  Long.toString(NEXT_LIFETIME.toSeconds()));
          return RoomKeyFields.read(roomId, announced.get(0), announced.get(1), announced.get(2));
        });
  }

  @Override
  public Commit commitNext(String roomId, VersionedRoomKey next) {
    return counted(
        Operation.ROTATE,
        () -> {
          Long standing =
              COMMIT.run(
                  valkey,
                  slots(roomId).rotated(),
                  next.pair().publicKey().base64(),
                  next.pair().privateKey().base64(),
                  graceSeconds,
                  Long.toString(clock.millis()),
                  Long.toString(next.version()));
          return standing < 0 ? new Commit.Committed() : new Commit.Superseded(standing);
        });
  }

  @Override
  public void delete(String roomId) {
    DELETE.run(valkey, slots(roomId).all());
  }

  private long write(String roomId, long version, RoomKeyPair pair) {
    await(valkey.commands().hset(slots(roomId).current(), RoomKeyFields.of(version, pair)));
    return version;
  }

  private RedisFuture<Map<String, String>> hash(String key) {
    return valkey.commands().hgetall(key);
  }

  private <T> T await(RedisFuture<T> answer) {
    return valkey.await(answer);
  }

  private <T> T counted(Operation operation, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      metrics.failed(operation);
      throw e;
    }
  }

  private static Optional<VersionedRoomKey> key(String roomId, Map<String, String> fields) {
    return fields.isEmpty() ? Optional.empty() : Optional.of(RoomKeyFields.read(roomId, fields));
  }

  /** Compares texts: a version that is no number is another version. */
  private static boolean holds(long version, Map<String, String> fields) {
    return Long.toString(version).equals(fields.get(RoomKeyFields.VERSION));
  }

  /** The text of the script's error; servers differ in whether a code word stands before it. */
  private static boolean isNoCurrentKey(RedisCommandExecutionException answer) {
    String text = String.valueOf(answer.getMessage());
    return text.equals(NO_CURRENT_KEY) || text.equals("ERR " + NO_CURRENT_KEY);
  }

  private static ValkeyScript<Long> number(String... files) {
    return ValkeyScript.number(ValkeyRoomKeyStore.class, files);
  }

  private static ValkeyScript<List<@Nullable String>> texts(String... files) {
    return ValkeyScript.texts(ValkeyRoomKeyStore.class, files);
  }
}
