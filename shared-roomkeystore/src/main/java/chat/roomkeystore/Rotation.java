package chat.roomkeystore;

/** What came of a rotation. */
public sealed interface Rotation {

  /** The new key is current under this version. */
  record Rotated(long version) implements Rotation {}

  /** The room has no key to replace; nothing changed. */
  record NoCurrentKey() implements Rotation {}
}
