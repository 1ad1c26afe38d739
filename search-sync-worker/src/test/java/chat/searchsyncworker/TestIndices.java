package chat.searchsyncworker;

/** Names that hold the id of a test's site, so that its indices are removed with it. */
final class TestIndices {
  private TestIndices() {}

  static IndexNames of(String siteId) {
    return new IndexNames(
        "messages-" + siteId + "-v1", "spotlight-" + siteId + "-v1", "user-room-mv-" + siteId);
  }
}
