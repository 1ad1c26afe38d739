package chat.searchsyncworker;

import chat.model.Message;
import chat.model.Timestamps;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which thread a message belongs to; it never changes.
 *
 * @param parentId empty = none
 * @param shown whether the main feed shows the reply, too
 */
record ThreadPlace(String parentId, @Nullable Instant parentCreatedAt, boolean shown) {
  static final ThreadPlace NONE = new ThreadPlace("", null, false);

  static ThreadPlace of(Message message) {
    return new ThreadPlace(
        message.threadParentMessageId(), message.threadParentMessageCreatedAt(), message.tshow());
  }

  /** As a stored document tells it. */
  static ThreadPlace of(JsonNode document) {
    return new ThreadPlace(
        document.path("threadParentMessageId").asString(""),
        time(document.path("threadParentMessageCreatedAt").asString("")),
        document.path("tshow").asBoolean(false));
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : Timestamps.parse(text);
    } catch (DateTimeParseException _) {
      return null; // not of this fleet
    }
  }
}
