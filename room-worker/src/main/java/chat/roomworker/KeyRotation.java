package chat.roomworker;

import chat.model.Subscription;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.Commit;
import chat.roomkeystore.RoomKeyStore;
import java.util.List;
import java.util.Set;

/**
 * Gives a room its next key (03 §5.5, 13 A4). Members get it before it is current: nothing may be
 * sealed with a key that they cannot have yet. The pair lies in the key store until then, so that a
 * redelivery hands out the same one.
 */
final class KeyRotation {
  /** Somebody else may rotate in between, but not for ever. */
  private static final int ATTEMPTS = 10;

  private final RoomKeyStore keys;
  private final RoomCrypto crypto;
  private final SubscriptionStore subscriptions;
  private final MembershipMarks marks;
  private final RoomKeySender sender;

  KeyRotation(
      RoomKeyStore keys,
      RoomCrypto crypto,
      SubscriptionStore subscriptions,
      MembershipMarks marks,
      RoomKeySender sender) {
    this.keys = keys;
    this.crypto = crypto;
    this.subscriptions = subscriptions;
    this.marks = marks;
    this.sender = sender;
  }

  /**
   * @param sequence of the job: what tells its redelivery from another job
   */
  void rotate(String roomId, long sequence) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      VersionedRoomKey next = keys.announceNext(roomId, sequence, crypto.newKeyPair()); // 2, 3
      // 1, after the version is fixed: whoever is removed from now on makes for a later version
      List<String> members = members(roomId);
      sender.send(roomId, next, members); // 4
      switch (keys.commitNext(roomId, next)) { // 5
        case Commit.Committed() -> {
          return;
        }
        case Commit.Superseded superseded -> {
          // its version is somebody else's key now: read, predict and send anew
        }
      }
    }
    throw new IllegalStateException("room " + roomId + " is rotated by others all the time");
  }

  /** Without those whom a job that came too late has stored once more. */
  private List<String> members(String roomId) {
    List<String> stored = subscriptions.ofRoom(roomId).stream().map(KeyRotation::account).toList();
    Set<String> out = marks.stillOut(roomId, stored);
    return stored.stream().filter(account -> !out.contains(account)).toList();
  }

  private static String account(Subscription subscription) {
    return subscription.u().account();
  }
}
