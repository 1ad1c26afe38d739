package chat.historyservice;

/** How many messages a page holds (09 §6.4): out of range values are clamped, never refused. */
final class PageLimit {
  private static final int DEFAULT = 20;
  private static final int MOST = 100;

  private PageLimit() {}

  static int of(long asked) {
    return asked <= 0 ? DEFAULT : (int) Math.min(asked, MOST);
  }
}
