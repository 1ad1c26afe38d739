package chat.localfleet.demo;

/** One thing that is broken on purpose, to see that the demo notices. */
public enum Sabotage {
  /** Nothing. */
  NONE("nothing is broken."),
  /** The room's key is taken out of Valkey before anything is said. */
  KEY("the room's key is taken away before anything is said."),
  /** A member asks through the inbox that every client may listen to. */
  INBOX("Alice asks through the inbox that everybody may listen to."),
  /** The stored messages of the room are deleted. */
  STORE("the stored messages are deleted before they are read back.");

  private final String what;

  Sabotage(String what) {
    this.what = what;
  }

  /** A sentence for whoever watches. */
  String what() {
    return what;
  }
}
