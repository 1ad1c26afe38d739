package chat.roomkeystore;

import chat.roomcrypto.RoomKeyPair;
import chat.roomcrypto.VersionedRoomKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys of a site's rooms live (contract 14.3). Every key that is read is well-formed; a
 * stored one that is not is reported as {@link CorruptRoomKeyException}. Store failures pass as the
 * driver throws them.
 */
public interface RoomKeyStore {

  /** The current key. */
  Optional<VersionedRoomKey> get(String roomId);

  /** The public half of the current key alone: what a broadcast needs for each message. */
  Optional<PublicRoomKey> getPublic(String roomId);

  /**
   * The current keys of many rooms in one exchange, by room id; rooms without a key are left out.
   * One corrupt entry fails the whole call.
   */
  Map<String, VersionedRoomKey> getMany(Collection<String> roomIds);

  /** The key of a version, as long as it is kept (13 A2). */
  KeyOfVersion getByVersion(String roomId, long version);

  /**
   * Sets version 0 unless the room has a key already. Of parallel callers one sets, and all get the
   * same answer.
   *
   * @return the key that stands now
   */
  VersionedRoomKey createIfAbsent(String roomId, RoomKeyPair pair);

  /**
   * Sets version 0, whatever was there.
   *
   * @return 0
   */
  long set(String roomId, RoomKeyPair pair);

  /** Sets this version, whatever was there. */
  void setWithVersion(String roomId, long version, RoomKeyPair pair);

  /**
   * Sets the key that the room's home site told, under its very version, unless this version or a
   * later one stands here already (contract 04 §12.3). What was replaced before stays as it is.
   *
   * @return whether it was set
   */
  boolean adopt(String roomId, VersionedRoomKey key);

  /**
   * Replaces the current key by the next version and keeps the replaced one for the grace period. A
   * repeated call with the pair that is current already changes nothing: the driver sends a command
   * again when the connection broke before its answer.
   */
  Rotation rotate(String roomId, RoomKeyPair pair);

  /**
   * Announces the pair that a job is about to hand out and then commit, under the version that
   * follows the current one (0 when there is none), for an hour (13 A4). The same job gets back
   * what it announced before, unless somebody else rotated since: then the fresh pair counts,
   * because the earlier one may have gone to somebody who has left.
   *
   * @param job what tells the job's redelivery from another job: its stream sequence
   * @return what to hand out
   */
  VersionedRoomKey announceNext(String roomId, long job, RoomKeyPair fresh);

  /**
   * Makes an announced key the current one if the current version is the one before it; as {@link
   * #rotate} then. A key that vanished meanwhile does not hinder. Committing the current key again
   * changes nothing.
   */
  Commit commitNext(String roomId, VersionedRoomKey next);

  /** Deletes everything about the room; nothing there is fine. */
  void delete(String roomId);
}
