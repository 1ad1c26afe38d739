package chat.localfleet.demo;

/** One thing that is broken on purpose, to see that the demo notices. */
public enum Sabotage {
  /** Nothing. */
  NONE,
  /** The room's key is taken out of Valkey before anything is said. */
  KEY,
  /** A member asks through the inbox that every client may listen to. */
  INBOX,
  /** The stored messages of the room are deleted. */
  STORE
}
