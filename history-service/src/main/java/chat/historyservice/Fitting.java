package chat.historyservice;

/** How many messages fit where too many did not. */
final class Fitting {
  private Fitting() {}

  /**
   * A guess that leaves room for messages of unequal size; at least 1 and less than before.
   *
   * @param count messages that did not fit, at least 2
   * @param size bytes that they took
   * @param most bytes that there may be
   */
  static int fewer(int count, long size, long most) {
    long guess = count * most / size * 9 / 10;
    return Math.clamp(guess, 1, count - 1);
  }
}
