package chat.stores;

/**
 * Which part of a list is asked for (contract 01b §10.2).
 *
 * @param offset entries to skip, at least 0
 * @param limit entries to return, 1 to {@value #MAX_LIMIT}
 */
public record PageWindow(long offset, int limit) {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  /** What a client asked for, brought into range: nothing asked for is refused. */
  public static PageWindow of(long offset, long limit) {
    return new PageWindow(
        Math.max(0, offset), limit <= 0 ? DEFAULT_LIMIT : (int) Math.min(limit, MAX_LIMIT));
  }
}
