package chat.runtime;

import chat.model.ErrorReply;
import chat.model.Json;

/** What a handler answers (01 §6.4, §7.3). */
public sealed interface Reply {
  /** The result as JSON. */
  record Success(byte[] body) implements Reply {}

  /**
   * A refusal that the client reads.
   *
   * @param text the contract's exact text
   * @param code empty = none
   * @param roomId empty = none; set for "dm already exists" alone
   */
  record Refusal(String text, String code, String roomId) implements Reply {}

  static Reply success(Object result) {
    return new Success(Json.write(result));
  }

  static Refusal refuse(String text) {
    return new Refusal(text, "", "");
  }

  static Refusal refuse(String text, String code) {
    return new Refusal(text, code, "");
  }

  /** The text for everything that no client may read. */
  static Refusal internalError() {
    return refuse("internal error");
  }

  /** The bytes on the wire. */
  default byte[] bytes() {
    return switch (this) {
      case Success(byte[] body) -> body;
      case Refusal(String text, String code, String roomId) ->
          Json.write(new ErrorReply(text, code, roomId));
    };
  }
}
