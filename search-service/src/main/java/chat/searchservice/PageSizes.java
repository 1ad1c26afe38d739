package chat.searchservice;

import chat.runtime.EnvReader;

/** How many hits a page holds (11 §2.2). */
record PageSizes(int usual, int largest) {
  private static final int USUAL = 25;
  private static final int LARGEST = 100;

  static PageSizes read(EnvReader env) {
    int usual = env.integer("SEARCH_DOC_COUNTS", USUAL, "hits of a page; 0 or less = the default");
    int largest =
        env.integer("SEARCH_MAX_DOC_COUNTS", LARGEST, "at the most; 0 or less = the default");
    return new PageSizes(usual > 0 ? usual : USUAL, largest > 0 ? largest : LARGEST);
  }

  /**
   * @param size 0 = the usual
   */
  Window window(long size, long offset) {
    return new Window(offset, Math.min(size == 0 ? usual : size, largest));
  }

  /** One page: hits to pass over, and hits to show. */
  record Window(long offset, long size) {
    /** Of every index of the engine: beyond it, it refuses. */
    private static final long INDEX_LIMIT = 10_000;

    boolean beyondTheIndex() {
      return offset > INDEX_LIMIT - size;
    }
  }
}
