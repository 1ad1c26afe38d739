package chat.model;

/** How people and orgs are called in texts (contract 01b §16.1). */
public final class DisplayNames {
  private DisplayNames() {}

  /**
   * Both trimmed names, the one there is, or one of two equal ones; the fallback, untrimmed, when
   * there is none.
   */
  public static String combine(String first, String second, String fallback) {
    String one = WhiteSpace.trim(first);
    String two = WhiteSpace.trim(second);
    if (one.isEmpty()) {
      return two.isEmpty() ? fallback : two;
    }
    return two.isEmpty() || one.equals(two) ? one : one + " " + two;
  }

  /** English and Chinese name of a person, or the account. */
  public static String of(User user) {
    return combine(user.engName(), user.chineseName(), user.account());
  }
}
