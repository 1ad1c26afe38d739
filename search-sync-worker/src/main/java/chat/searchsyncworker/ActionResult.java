package chat.searchsyncworker;

/** What became of one action (10 §10). */
sealed interface ActionResult {
  ActionResult APPLIED = new Applied();

  /** Done, or already overtaken by a newer change. */
  record Applied() implements ActionResult {}

  /** Somebody else changed the document in the same moment: the script did not run. */
  record Overtaken() implements ActionResult {}

  /** The engine cannot do it now. */
  record NotNow(String reason) implements ActionResult {}

  /** Failed for a reason that an operator may mend. */
  record Failed(String reason) implements ActionResult {}

  /** The engine will never take it. */
  record Refused(String reason) implements ActionResult {}

  /**
   * @param status of the item
   * @param error its {@code error.type}, empty when it has no error
   */
  static ActionResult of(SearchAction action, int status, String error) {
    String reason = error.isEmpty() ? "status " + status : status + " " + error;
    if (status >= 200 && status < 300) {
      return APPLIED;
    }
    return switch (status) {
      case 409 -> action instanceof SearchAction.Script ? new Overtaken() : APPLIED;
      case 404 -> missing(action, error, reason);
      case 400 -> new Refused(reason);
      // an index that takes no writes, an engine that is overloaded
      case 403, 429 -> new NotNow(reason);
      default -> status >= 500 ? new NotNow(reason) : new Failed(reason);
    };
  }

  private static ActionResult missing(SearchAction action, String error, String reason) {
    boolean nothingToDo =
        switch (action) {
          case SearchAction.Put _ -> false;
          case SearchAction.Delete _ -> error.isEmpty();
          case SearchAction.Script _ -> error.equals("document_missing_exception");
        };
    return nothingToDo ? APPLIED : new Failed(reason);
  }
}
