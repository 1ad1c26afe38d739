package chat.searchsyncworker;

/** One change of one document (10 §2). */
sealed interface SearchAction {
  String index();

  String id();

  /**
   * Stores a document in place of an older one.
   *
   * @param version ms of the event: the engine keeps the document with the highest
   * @param document JSON
   */
  record Put(String index, String id, long version, byte[] document) implements SearchAction {}

  /** Deletes a document unless it is newer. */
  record Delete(String index, String id, long version) implements SearchAction {}

  /**
   * Changes a document by a script, which does the comparing itself.
   *
   * @param body JSON
   */
  record Script(String index, String id, byte[] body) implements SearchAction {}
}
