package chat.model;

/** The one rule that tells bots and pseudo accounts from people (contract 01 §2.1). */
public final class Bots {
  /** The same rule as a regular expression, for queries (contract 01b §15.1). */
  public static final String PATTERN = "(\\.bot$|^p_)";

  private Bots() {}

  /** True for accounts that end with {@code .bot} or start with {@code p_}; case-sensitive. */
  public static boolean isBot(String account) {
    return account.endsWith(".bot") || account.startsWith("p_");
  }
}
