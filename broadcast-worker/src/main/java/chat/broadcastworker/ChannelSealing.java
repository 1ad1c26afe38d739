package chat.broadcastworker;

import chat.roomcrypto.RoomSealer;

/** How what is said in a channel travels (05 §8). */
@FunctionalInterface
interface ChannelSealing {
  /** What to do with an event of a room, now: keys change between two messages. */
  sealed interface Choice {
    /** Encryption is off. */
    record Plaintext() implements Choice {}

    record Sealed(RoomSealer sealer) implements Choice {}

    /** There is no usable key: nothing may be published. */
    record Impossible(String reason) implements Choice {}
  }

  Choice choose(String roomId);

  static ChannelSealing off() {
    return roomId -> new Choice.Plaintext();
  }
}
