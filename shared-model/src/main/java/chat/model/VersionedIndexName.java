package chat.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a search index and the version at its end (contract 01b §16.2).
 *
 * @param base the name without the version; the whole name when there is none
 * @param version 0 when there is none
 * @param versioned whether the name ends in {@code -v} and digits
 */
public record VersionedIndexName(String base, int version, boolean versioned) {
  private static final Pattern FORM = Pattern.compile("(.*)-v([0-9]+)", Pattern.DOTALL);

  /** Splits a name; a version beyond the range of int is none. */
  public static VersionedIndexName parse(String name) {
    Matcher form = FORM.matcher(name);
    if (form.matches()) {
      try {
        return new VersionedIndexName(form.group(1), Integer.parseInt(form.group(2)), true);
      } catch (NumberFormatException _) {
        // falls through: no version that anybody could count on from
      }
    }
    return new VersionedIndexName(name, 0, false);
  }
}
