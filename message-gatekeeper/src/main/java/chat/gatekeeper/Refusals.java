package chat.gatekeeper;

import chat.gatekeeper.SendOutcome.Refused;
import chat.model.QuotedText;

/** What senders read when their message is not accepted: the errors of 07 §5, in its order. */
final class Refusals {
  /** E2; the contract names no text, since the existing fleet never answers. */
  static final Refused MALFORMED = plain("invalid request payload");

  /** E5. */
  static final Refused EMPTY_CONTENT = plain("content must not be empty");

  /** E6. */
  static final Refused CONTENT_TOO_LARGE = plain("content exceeds maximum size of 20480 bytes");

  /** E7. */
  static final Refused THREAD_TIME_MISSING =
      plain(
          "validate thread parent fields: threadParentMessageCreatedAt is required when"
              + " threadParentMessageId is set");

  /** E9. */
  static final Refused LARGE_ROOM =
      new Refused(
          "posting is restricted to owners and admins in this room", "large_room_post_restricted");

  /** The last word when nothing of the above is to blame. */
  static final Refused INTERNAL = plain("internal error");

  private Refusals() {}

  /** E1. */
  static Refused otherSite(String got, String want) {
    return plain("siteID mismatch: got " + got + ", want " + want);
  }

  /** E3. */
  static Refused messageId(String id) {
    return plain("invalid message ID " + QuotedText.of(id) + ": must be a 20-char base62 string");
  }

  /** E4. */
  static Refused threadParentId(String id) {
    return plain(
        "invalid thread parent message ID "
            + QuotedText.of(id)
            + ": must be a 20-char base62 string");
  }

  /** E8. */
  static Refused notSubscribed(String account, String roomId) {
    return plain("user " + account + " is not subscribed to room " + roomId);
  }

  /** E10. */
  static Refused quote(String quotedId, String cause) {
    return plain("fetch quoted parent " + quotedId + ": " + cause);
  }

  /** E11. */
  static Refused otherThread(String quotedId, String parentThread, String newThread) {
    return plain(
        "quoted parent %s thread context mismatch: parent thread %s, new message thread %s"
            .formatted(quotedId, QuotedText.of(parentThread), QuotedText.of(newThread)));
  }

  /** Somebody else's message, or one of another room, has this id already. */
  static Refused idTaken(String id) {
    return plain("message ID " + QuotedText.of(id) + " is already in use");
  }

  private static Refused plain(String text) {
    return new Refused(text, "");
  }
}
