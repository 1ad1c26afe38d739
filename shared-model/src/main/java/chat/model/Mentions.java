package chat.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is mentioned in a text (contract 01 §8.1).
 *
 * @param accounts lower-cased, each once, in order of first appearance; somebody of that name need
 *     not exist
 * @param all whether everybody is meant
 */
public record Mentions(List<String> accounts, boolean all) {
  /** The name that means everybody. */
  public static final String ALL = "all";

  // possessive runs: hostile texts must not make the matcher try again
  private static final Pattern MENTION =
      Pattern.compile("(^|[\\t\\n\\f\\r ])@([0-9A-Za-z_-]++(\\.[0-9A-Za-z_-]++)*+)");

  /** Copies the list. */
  public Mentions {
    accounts = List.copyOf(accounts);
  }

  /** Finds the mentions of a text. */
  public static Mentions parse(String content) {
    Set<String> accounts = new LinkedHashSet<>();
    boolean all = false;
    Matcher mention = MENTION.matcher(content);
    while (mention.find()) {
      String name = mention.group(2).toLowerCase(Locale.ROOT);
      if (name.equals(ALL)) {
        all = true;
      } else {
        accounts.add(name);
      }
    }
    return new Mentions(List.copyOf(accounts), all);
  }

  /** True when nobody is mentioned. */
  public boolean isEmpty() {
    return accounts.isEmpty() && !all;
  }

  /**
   * The mentioned people that exist, in order of mention, and everybody as the last one (contract
   * 01 §8.2).
   *
   * @param usersByAccount those of {@link #accounts} that were found
   */
  public List<Participant> participants(Map<String, User> usersByAccount) {
    List<Participant> found = new ArrayList<>();
    for (String account : accounts) {
      User user = usersByAccount.get(account);
      if (user != null) {
        found.add(
            new Participant(
                user.id(), user.account(), user.siteId(), user.chineseName(), user.engName()));
      }
    }
    if (all) {
      found.add(new Participant("", ALL, "", "", ALL));
    }
    return List.copyOf(found);
  }
}
