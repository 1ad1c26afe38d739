package chat.runtime;

import java.util.List;

/** The environment is wrong. Carries every problem, so that an operator mends them in one go. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence a problem, in the order the variables are read. */
  public List<String> problems() {
    return problems;
  }
}
