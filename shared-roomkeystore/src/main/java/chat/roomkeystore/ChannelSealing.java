package chat.roomkeystore;

import chat.roomcrypto.RoomSealer;

/** How what is said in a channel travels (contract 05 §8, 08 §10). */
@FunctionalInterface
public interface ChannelSealing {
  /** What to do with an event of a room, now: keys change between two messages. */
  sealed interface Choice {
    /** Encryption is off. */
    record Plaintext() implements Choice {}

    record Sealed(RoomSealer sealer) implements Choice {}

    /** There is no usable key: nothing may be published. */
    record Impossible(String reason) implements Choice {}
  }

  /**
   * The choice for a room.
   *
   * @throws RuntimeException when the keys cannot be asked for
   */
  Choice choose(String roomId);

  /** Everything travels as it is. */
  static ChannelSealing off() {
    return roomId -> new Choice.Plaintext();
  }
}
