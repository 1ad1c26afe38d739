package chat.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the wire, where absent, {@code null} and {@code []} mean the same but are written
 * differently (contract 01 §1.2).
 */
public final class Lists {
  private Lists() {}

  /** The list, or an empty one. */
  public static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The list, or null when it is empty: an empty list that is written as {@code null}. */
  public static <T> @Nullable List<T> orNull(@Nullable List<T> list) {
    return list == null || list.isEmpty() ? null : list;
  }

  /** Each value once, at its first place (contract 02 §8.3). */
  public static <T> List<T> distinct(Collection<T> values) {
    return List.copyOf(new LinkedHashSet<>(values));
  }

  /** An unchangeable copy; no list stays no list. */
  static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }
}
