package chat.historyservice;

/** How many messages a page holds (09 §6.4): out of range values are clamped, never refused. */
final class PageLimit {
  private static final int DEFAULT = 20;
  private static final int DEFAULT_AROUND = 50;
  private static final int MOST = 100;

  private PageLimit() {}

  static int of(long asked) {
    return clamped(asked, DEFAULT);
  }

  /** Of a message with its neighbours. */
  static int around(long asked) {
    return clamped(asked, DEFAULT_AROUND);
  }

  private static int clamped(long asked, int otherwise) {
    return asked <= 0 ? otherwise : (int) Math.min(asked, MOST);
  }
}
