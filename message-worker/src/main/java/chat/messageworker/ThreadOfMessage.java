package chat.messageworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells replies of one thread, so that they are worked on one after the other: they change the same
 * rows. An order between processes is neither there nor needed.
 */
final class ThreadOfMessage {
  private static final byte[] PARENT =
      "\"threadParentMessageId\"".getBytes(StandardCharsets.US_ASCII);

  private record Event(Reply message) {}

  private record Reply(String threadParentMessageId) {}

  private ThreadOfMessage() {}

  /** The id of the parent; null = no reply, or not readable. */
  static @Nullable String of(byte[] body) {
    if (!mentionsParent(body)) { // spares most messages a second reading
      return null;
    }
    try {
      String parent = Json.read(body, Event.class).message().threadParentMessageId();
      return parent.isEmpty() ? null : parent;
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  private static boolean mentionsParent(byte[] body) {
    for (int i = 0; i + PARENT.length <= body.length; i++) {
      if (Arrays.equals(body, i, i + PARENT.length, PARENT, 0, PARENT.length)) {
        return true;
      }
    }
    return false;
  }
}
