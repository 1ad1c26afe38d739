package chat.roomcrypto;

/** What came of opening an envelope. A refusal is an everyday answer: the holder asks for a key. */
public sealed interface Opening {

  /** The plaintext. */
  record Opened(String text) implements Opening {}

  /** Nothing was read. */
  record Refused(Reason reason) implements Opening {}

  /** Why an envelope stays shut. */
  enum Reason {
    /** Sealed under another version than the key's. */
    OTHER_VERSION,
    /** The ephemeral key is no point on the curve. */
    BAD_EPHEMERAL_KEY,
    /** The nonce does not have 12 bytes. */
    BAD_NONCE,
    /** Sealed for another key, or changed on the way: the tag does not fit. */
    NOT_AUTHENTIC
  }
}
