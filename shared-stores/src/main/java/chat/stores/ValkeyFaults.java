package chat.stores;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a Valkey that is away from a command that is wrong (DESIGN, stream worker). */
public final class ValkeyFaults {

  /**
   * Answers of a server that cannot serve now: the first word of its error. A login that is refused
   * is among them: the fault lies with the operator, not with the command.
   */
  private static final Set<String> NOT_NOW =
      Set.of(
          "CLUSTERDOWN",
          "TRYAGAIN",
          "MASTERDOWN",
          "LOADING",
          "BUSY",
          "READONLY",
          "MISCONF",
          "OOM",
          "NOAUTH",
          "WRONGPASS",
          "NOPERM");

  private ValkeyFaults() {}

  /**
   * True when nothing answered, or the server answered that it cannot serve now: the same command
   * may succeed later. False for what would fail again.
   */
  public static boolean away(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException answer) {
        return NOT_NOW.contains(firstWord(answer.getMessage()));
      }
      if (cause instanceof RedisException) {
        return true;
      }
    }
    return false;
  }

  private static String firstWord(@Nullable String message) {
    return message == null ? "" : message.split(" ", 2)[0];
  }
}
