package chat.runtime;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads a service's environment for its {@code Config} record and keeps what an operator needs:
 * every variable asked for, and every problem found. Parsing rules: 01b §19. An empty value counts
 * as unset where there is a default; a required variable must exist.
 *
 * <p>Values that cannot be used read as their default (or empty) until {@link #done} throws, so
 * that one start names all problems. Not safe for several threads.
 */
public final class EnvReader {
  private static final int ABOVE_BUILT_IN = 500;
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final Map<String, String> environment;
  private final SmallRyeConfig config;
  private final Map<String, EnvVariable> variables = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  public EnvReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    // no default sources and no ${…} expansion: a password may hold any character
    this.config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(this.environment, "environment", 100))
            .withConverter(Duration.class, ABOVE_BUILT_IN, converter(DurationText::parse))
            .withConverter(Boolean.class, ABOVE_BUILT_IN, converter(EnvReader::parseFlag))
            .withConverter(Integer.class, ABOVE_BUILT_IN, converter(EnvReader::parseInteger))
            .build();
  }

  /** A variable that must exist; an existing empty value passes (01b §19). */
  public String required(String name, String meaning) {
    remember(name, true, "", meaning);
    String value = environment.get(name);
    if (value == null) {
      problems.add(name + " is required: " + meaning);
      return "";
    }
    return value;
  }

  /** A required variable that is useless when blank: both count as missing. */
  public String requiredText(String name, String meaning) {
    String value = required(name, meaning);
    if (environment.containsKey(name) && value.isBlank()) {
      problems.add(name + " is empty: " + meaning);
    }
    return value;
  }

  public String text(String name, String defaultValue, String meaning) {
    return read(name, String.class, defaultValue, defaultValue, meaning);
  }

  public Duration duration(String name, Duration defaultValue, String meaning) {
    return read(name, Duration.class, defaultValue, DurationText.write(defaultValue), meaning);
  }

  /** A required duration (01b §19 has one: {@code VALKEY_KEY_GRACE_PERIOD} of room-service). */
  public Duration requiredDuration(String name, String meaning) {
    String value = required(name, meaning);
    if (!environment.containsKey(name)) {
      return Duration.ZERO;
    }
    try {
      return DurationText.parse(value);
    } catch (IllegalArgumentException e) {
      problems.add(name + " is " + e.getMessage());
      return Duration.ZERO;
    }
  }

  public int integer(String name, int defaultValue, String meaning) {
    return read(name, Integer.class, defaultValue, Integer.toString(defaultValue), meaning);
  }

  public boolean flag(String name, boolean defaultValue, String meaning) {
    return read(name, Boolean.class, defaultValue, Boolean.toString(defaultValue), meaning);
  }

  /** Comma separated, blanks trimmed, empty entries dropped. */
  public List<String> list(String name, String defaultValue, String meaning) {
    return split(text(name, defaultValue, meaning));
  }

  /** As {@link #list}, but the variable must exist and name at least one entry. */
  public List<String> requiredList(String name, String meaning) {
    List<String> entries = split(required(name, meaning));
    if (environment.containsKey(name) && entries.isEmpty()) {
      problems.add(name + " names no entry: " + meaning);
    }
    return entries;
  }

  public Secret secret(String name, String meaning) {
    return new Secret(text(name, "", meaning));
  }

  /** Adds {@code problem} when a rule that joins several variables, or a range, does not hold. */
  public void check(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /**
   * @throws ConfigException naming every problem, when there is one
   */
  public void done() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** Every variable that was asked for, in reading order. */
  public List<EnvVariable> variables() {
    return List.copyOf(variables.values());
  }

  private <T> T read(
      String name, Class<T> type, T defaultValue, String defaultText, String meaning) {
    remember(name, false, defaultText, meaning);
    if (environment.getOrDefault(name, "").isEmpty()) {
      return defaultValue;
    }
    try {
      Optional<T> value = config.getOptionalValue(name, type);
      return value.orElse(defaultValue);
    } catch (IllegalArgumentException e) {
      problems.add(name + " is " + reason(e));
      return defaultValue;
    }
  }

  private void remember(String name, boolean required, String defaultText, String meaning) {
    variables.putIfAbsent(name, new EnvVariable(name, required, defaultText, meaning));
  }

  /**
   * The converter's own words: the wrapper's message would repeat the value, which may be secret.
   */
  private static String reason(IllegalArgumentException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static <T> Converter<T> converter(java.util.function.Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("not usable", e);
      }
    };
  }

  private static Boolean parseFlag(String text) {
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  private static Integer parseInteger(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number of 32 bits");
    }
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
