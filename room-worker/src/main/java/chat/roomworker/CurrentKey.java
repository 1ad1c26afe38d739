package chat.roomworker;

import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import java.util.Optional;

/** Reads the key that a room must have; counts when it has none (03 §1.9). */
final class CurrentKey {
  private final RoomKeyStore keys;
  private final RoomKeyMetrics metrics;

  CurrentKey(RoomKeyStore keys, RoomKeyMetrics metrics) {
    this.keys = keys;
    this.metrics = metrics;
  }

  Optional<VersionedRoomKey> of(String roomId) {
    Optional<VersionedRoomKey> key = keys.get(roomId);
    if (key.isEmpty()) {
      metrics.keyAbsent();
    }
    return key;
  }
}
