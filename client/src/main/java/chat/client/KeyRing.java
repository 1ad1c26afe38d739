package chat.client;

import chat.model.Bytes;
import chat.roomcrypto.InvalidRoomKeyException;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomOpener;
import chat.roomcrypto.RoomPrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The room keys that this client holds, by room and version. A key of a version that is there
 * already replaces it: a rotation may be handed out twice before it is done (contract 14.6).
 */
final class KeyRing {

  private final RoomCrypto crypto;
  private final Map<KeyId, RoomOpener> openers;

  /** A version of a room's key. */
  record KeyId(String roomId, long version) {}

  /**
   * An empty ring.
   *
   * @param most keys held; beyond that, the one that was not used for longest is dropped
   */
  KeyRing(RoomCrypto crypto, int most) {
    this.crypto = crypto;
    this.openers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<KeyId, RoomOpener> eldest) {
            return size() > most;
          }
        };
  }

  /** False when these bytes are no key; the ring stays as it is then. */
  boolean put(KeyId id, Bytes privateKey) {
    RoomOpener opener;
    try {
      opener = crypto.opener(RoomPrivateKey.of(privateKey.toArray()), id.version());
    } catch (InvalidRoomKeyException _) {
      return false;
    }
    synchronized (openers) {
      openers.put(id, opener);
    }
    return true;
  }

  @Nullable RoomOpener find(KeyId id) {
    synchronized (openers) {
      return openers.get(id);
    }
  }
}
