package chat.runtime;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A service's environment as a Markdown table: what {@code --env} prints and docs/operations.md
 * holds.
 */
public final class EnvTable {
  private EnvTable() {}

  public static String markdown(List<EnvVariable> variables) {
    return variables.stream()
        .map(EnvTable::row)
        .collect(Collectors.joining("", "| variable | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String row(EnvVariable v) {
    String value =
        v.required()
            ? "**required**"
            : v.defaultText().isEmpty() ? "empty" : "`" + v.defaultText() + "`";
    return "| `%s` | %s | %s |\n".formatted(v.name(), value, v.meaning());
  }
}
