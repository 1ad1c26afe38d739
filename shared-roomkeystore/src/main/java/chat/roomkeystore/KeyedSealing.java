package chat.roomkeystore;

import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomSealer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Seals with the room's current key, which is read for every event: who was removed a moment ago
 * must not be able to read it. Only the parsing of a key, which costs as much as reading it, is
 * remembered, under the key itself: one version may have had two keys (01b §14.6).
 */
public final class KeyedSealing implements ChannelSealing {
  private final RoomKeyStore keys;
  private final RoomCrypto crypto;
  private final RoomKeyMetrics metrics;
  private final Cache<PublicRoomKey, RoomSealer> sealers;

  /**
   * Sealing with the keys of a store.
   *
   * @param parsedKeys remembered at the most
   */
  public KeyedSealing(
      RoomKeyStore keys, RoomCrypto crypto, RoomKeyMetrics metrics, int parsedKeys) {
    this.keys = keys;
    this.crypto = crypto;
    this.metrics = metrics;
    this.sealers = Caffeine.newBuilder().maximumSize(parsedKeys).executor(Runnable::run).build();
  }

  @Override
  public Choice choose(String roomId) {
    try {
      Optional<PublicRoomKey> key = keys.getPublic(roomId);
      if (key.isEmpty()) {
        metrics.keyAbsent();
        return impossible(roomId, "no current key");
      }
      return new Choice.Sealed(sealers.get(key.get(), k -> crypto.sealer(k.key(), k.version())));
    } catch (CorruptRoomKeyException e) {
      return impossible(roomId, String.valueOf(e.getMessage()));
    }
  }

  private static Choice impossible(String roomId, String fault) {
    return new Choice.Impossible("get room key for room " + roomId + ": " + fault);
  }
}
