package chat.roomkeystore;

/** What came of committing an announced key. */
public sealed interface Commit {

  /** It is the current key. */
  record Committed() implements Commit {}

  /** Somebody else rotated since; nothing changed. */
  record Superseded(long currentVersion) implements Commit {}
}
