package chat.searchsyncworker;

import chat.model.VersionedIndexName;
import chat.runtime.EnvReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/**
 * The names of the indices and of their templates (10 §3.1).
 *
 * @param messages what the names of the monthly message indices begin with, versioned
 * @param spotlight versioned
 * @param userRoom used as it is
 */
record IndexNames(String messages, String spotlight, String userRoom) {
  /** The only ones in which search-service looks for messages. */
  private static final String READ_PREFIX = "messages-";

  /** What the engine takes: it refuses other names action by action, when the event is gone. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,200}");

  static IndexNames read(EnvReader env) {
    var names =
        new IndexNames(
            env.requiredText(
                "MSG_INDEX_PREFIX",
                "message indices: `messages-…-v{version}`, the month is appended"),
            env.requiredText("SPOTLIGHT_INDEX", "index of room names: `…-v{version}`"),
            env.requiredText(
                "USER_ROOM_INDEX", "index of who may search where; as for search-service"));
    checkVersion(env, "MSG_INDEX_PREFIX", names.messages);
    checkVersion(env, "SPOTLIGHT_INDEX", names.spotlight);
    checkName(env, "MSG_INDEX_PREFIX", names.messages);
    checkName(env, "SPOTLIGHT_INDEX", names.spotlight);
    checkName(env, "USER_ROOM_INDEX", names.userRoom);
    env.check(
        names.messages.isBlank() || names.messages.startsWith(READ_PREFIX),
        "MSG_INDEX_PREFIX must start with " + READ_PREFIX + ", or no message is ever found");
    return names;
  }

  private static void checkVersion(EnvReader env, String variable, String name) {
    env.check(
        name.isBlank() || VersionedIndexName.parse(name).versioned(),
        variable + " must end with -v<N>, for example -v1");
  }

  private static void checkName(EnvReader env, String variable, String name) {
    env.check(
        name.isBlank() || NAME.matcher(name).matches(),
        variable + " must be an index name: lower-case letters, digits, '.', '_' and '-'");
  }

  /** Where a message lies for all its life: by the month of its creation in UTC. */
  String messagesOf(Instant createdAt) {
    ZonedDateTime utc = createdAt.atZone(ZoneOffset.UTC);
    return "%s-%04d-%02d".formatted(messages, utc.getYear(), utc.getMonthValue());
  }

  /** Covers every version, so that indices of the next one are made alike. */
  static String pattern(String versioned) {
    return base(versioned) + "-*";
  }

  static String template(String versioned) {
    return base(versioned) + "_template";
  }

  private static String base(String versioned) {
    return VersionedIndexName.parse(versioned).base();
  }
}
