package chat.historyservice;

import chat.model.ErrorCode;
import chat.model.QuotedText;
import chat.runtime.Reply;
import chat.runtime.Reply.Refusal;

/** The refusals of history-service (09 §2.4). Causes reach the log alone. */
final class Refusals {
  static final Refusal MALFORMED = Reply.refuse("invalid request payload");
  static final Refusal TOO_SLOW = Reply.refuse("request took too long", ErrorCode.UNAVAILABLE);
  static final Refusal ACCESS_UNKNOWN =
      Reply.refuse("unable to verify room access", ErrorCode.INTERNAL);
  static final Refusal NOT_SUBSCRIBED = Reply.refuse("not subscribed to room", ErrorCode.FORBIDDEN);
  static final Refusal ROOM_UNKNOWN = Reply.refuse("room not found", ErrorCode.NOT_FOUND);
  static final Refusal ROOM_TIMES_FAILED =
      Reply.refuse("failed to resolve room metadata", ErrorCode.INTERNAL);
  static final Refusal BAD_CURSOR =
      Reply.refuse("invalid pagination cursor", ErrorCode.BAD_REQUEST);
  static final Refusal ID_MISSING = Reply.refuse("messageId is required", ErrorCode.BAD_REQUEST);
  static final Refusal MESSAGE_FAILED =
      Reply.refuse("failed to retrieve message", ErrorCode.INTERNAL);
  static final Refusal MESSAGE_UNKNOWN = Reply.refuse("message not found", ErrorCode.NOT_FOUND);
  static final Refusal OUTSIDE_WINDOW =
      Reply.refuse("message is outside access window", ErrorCode.FORBIDDEN);
  static final Refusal HISTORY_FAILED =
      Reply.refuse("failed to load message history", ErrorCode.INTERNAL);
  static final Refusal NEXT_FAILED = Reply.refuse("failed to load messages", ErrorCode.INTERNAL);
  static final Refusal SURROUNDING_FAILED =
      Reply.refuse("failed to load surrounding messages", ErrorCode.INTERNAL);
  static final Refusal THREAD_ID_MISSING =
      Reply.refuse("threadMessageId is required", ErrorCode.BAD_REQUEST);
  static final Refusal NOT_A_PARENT =
      Reply.refuse(
          "threadMessageId must be a top-level message, not a reply", ErrorCode.BAD_REQUEST);
  static final Refusal THREAD_OUTSIDE_WINDOW =
      Reply.refuse("thread is outside access window", ErrorCode.FORBIDDEN);
  static final Refusal THREAD_FAILED =
      Reply.refuse("failed to load thread messages", ErrorCode.INTERNAL);
  static final Refusal PARENTS_FAILED =
      Reply.refuse("failed to load thread parent messages", ErrorCode.INTERNAL);
  static final Refusal NOT_THE_SENDERS_EDIT =
      Reply.refuse("only the sender can edit", ErrorCode.FORBIDDEN);
  static final Refusal TEXT_EMPTY = Reply.refuse("newMsg must not be empty", ErrorCode.BAD_REQUEST);
  static final Refusal TEXT_TOO_LARGE =
      Reply.refuse("newMsg exceeds maximum size", ErrorCode.BAD_REQUEST);
  static final Refusal EDIT_FAILED = Reply.refuse("failed to edit message", ErrorCode.INTERNAL);
  static final Refusal NOT_THE_SENDERS_DELETE =
      Reply.refuse("only the sender can delete", ErrorCode.FORBIDDEN);
  static final Refusal DELETE_FAILED = Reply.refuse("failed to delete message", ErrorCode.INTERNAL);

  private Refusals() {}

  static Refusal unknownFilter(String filter) {
    return Reply.refuse("invalid thread filter: " + QuotedText.of(filter), ErrorCode.BAD_REQUEST);
  }
}
