package chat.roomworker;

import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.Commit;
import chat.roomkeystore.KeyOfVersion;
import chat.roomkeystore.PublicRoomKey;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.Rotation;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A key store beside which an instance of another fleet works: it rotates the room once, without
 * comparing, right before the first commit.
 */
final class RotatingElsewhere implements RoomKeyStore {
  private final RoomKeyStore keys;
  private final String roomId;
  private boolean done;

  RotatingElsewhere(RoomKeyStore keys, String roomId) {
    this.keys = keys;
    this.roomId = roomId;
  }

  @Override
  public Commit commitNext(String room, VersionedRoomKey next) {
    if (!done && room.equals(roomId)) {
      done = true;
      keys.rotate(roomId, RoomCrypto.best().newKeyPair());
    }
    return keys.commitNext(room, next);
  }

  @Override
  public Optional<VersionedRoomKey> get(String room) {
    return keys.get(room);
  }

  @Override
  public Optional<PublicRoomKey> getPublic(String room) {
    return keys.getPublic(room);
  }

  @Override
  public Map<String, VersionedRoomKey> getMany(Collection<String> rooms) {
    return keys.getMany(rooms);
  }

  @Override
  public KeyOfVersion getByVersion(String room, long version) {
    return keys.getByVersion(room, version);
  }

  @Override
  public VersionedRoomKey createIfAbsent(String room, RoomKeyPair pair) {
    return keys.createIfAbsent(room, pair);
  }

  @Override
  public long set(String room, RoomKeyPair pair) {
    return keys.set(room, pair);
  }

  @Override
  public void setWithVersion(String room, long version, RoomKeyPair pair) {
    keys.setWithVersion(room, version, pair);
  }

  @Override
  public boolean adopt(String room, VersionedRoomKey key) {
    return keys.adopt(room, key);
  }

  @Override
  public Rotation rotate(String room, RoomKeyPair pair) {
    return keys.rotate(room, pair);
  }

  @Override
  public VersionedRoomKey announceNext(String room, long job, RoomKeyPair fresh) {
    return keys.announceNext(room, job, fresh);
  }

  @Override
  public void delete(String room) {
    keys.delete(room);
  }
}
