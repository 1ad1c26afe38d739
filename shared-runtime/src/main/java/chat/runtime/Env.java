package chat.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a service is started with. Several services may be started in one JVM, each with its own.
 *
 * @param variables the environment variables
 * @param patience how long a start waits for servers that are away (00 row 12)
 * @param clock the one source of time
 */
public record Env(Map<String, String> variables, Duration patience, Clock clock) {
  /** A service that is alone in its process gives up after this. */
  public static final Duration ALONE = Duration.ofSeconds(60);

  /** Never gives up: the fleet JVM starts services before or beside their servers. */
  public static final Duration UNLIMITED = Duration.ofDays(3650);

  public Env {
    variables = Map.copyOf(variables);
  }
}
