package chat.client;

import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param threadParentMessageId empty = not a thread reply
 * @param threadParentMessageCreatedAt ms; needed for a thread reply
 * @param quotedParentMessageId empty = quotes nothing
 */
public record Draft(
    String content,
    String threadParentMessageId,
    @Nullable Long threadParentMessageCreatedAt,
    String quotedParentMessageId) {

  /** A plain message. */
  public static Draft of(String content) {
    return new Draft(content, "", null, "");
  }

  /** A reply in a thread. */
  public static Draft reply(String content, String parentId, long parentCreatedAt) {
    return new Draft(content, parentId, parentCreatedAt, "");
  }

  /** A message that quotes another. */
  public static Draft quote(String content, String quotedId) {
    return new Draft(content, "", null, quotedId);
  }

  /** Without what is said: records end up in logs. */
  @Override
  public String toString() {
    return "Draft[" + content.length() + " characters]";
  }
}
