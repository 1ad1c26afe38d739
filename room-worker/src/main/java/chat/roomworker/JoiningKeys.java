package chat.roomworker;

import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.RoomKeyStore;
import chat.roomworker.AddMembersJob.Joining;
import java.util.Optional;
import java.util.Set;

/** Gives new members a key: the current one, or where it is wished for the next (13 A3). */
final class JoiningKeys {
  private final RoomKeyStore keys;
  private final RoomKeySender sender;
  private final KeyRotation rotation;
  private final MembershipMarks marks;
  private final RotateOnJoin policy;

  JoiningKeys(
      RoomKeyStore keys,
      RoomKeySender sender,
      KeyRotation rotation,
      MembershipMarks marks,
      RotateOnJoin policy) {
    this.keys = keys;
    this.sender = sender;
    this.rotation = rotation;
    this.marks = marks;
    this.policy = policy;
  }

  /**
   * @return whether the room got a new key
   */
  boolean handOut(Joining joining, long sequence) {
    if (joining.people().isEmpty()) {
      return false;
    }
    String roomId = joining.room().id();
    if (rotates(joining, sequence)) {
      rotation.rotate(roomId, sequence);
      return true;
    }
    // read now: what was current before the writes may have been replaced by a removal since
    Optional<VersionedRoomKey> current = keys.get(roomId);
    // asked afterwards: who is not marked yet was a member when this key was current
    Set<String> gone = marks.removedAfter(roomId, joining.accounts(), sequence);
    sender.send(
        roomId,
        current.orElseThrow(() -> new IllegalStateException("the key of " + roomId + " vanished")),
        joining.accounts().stream().filter(account -> !gone.contains(account)).toList());
    return false;
  }

  private boolean rotates(Joining joining, long sequence) {
    return switch (policy) {
      case NEVER -> false;
      case ALWAYS -> true;
      case RESTRICTED ->
          joining.historySharedSince() != null
              || marks.anyRemovedBefore(joining.room().id(), joining.accounts(), sequence);
    };
  }
}
