package chat.searchservice;

import chat.model.ErrorCode;
import chat.runtime.Reply;

/** What clients are told (11 §10), in the order of the contract. */
final class Refusals {
  static final Reply.Refusal MALFORMED = Reply.refuse("invalid request payload");
  static final Reply.Refusal PAGING = bad("size and offset must be non-negative");

  /** Ours: the existing fleet asks the engine and answers {@link #NO_ENGINE}. */
  static final Reply.Refusal TOO_DEEP = bad("offset and size must not exceed 10000 together");

  static final Reply.Refusal NO_QUERY = bad("query is required");
  static final Reply.Refusal NO_ACCESS = internal("unable to resolve room access");
  static final Reply.Refusal NO_REQUEST = internal("unable to build search query");
  static final Reply.Refusal NO_ENGINE = internal("search backend unavailable");
  static final Reply.Refusal STRANGE = internal("unexpected search response");
  static final Reply.Refusal NO_DIRECTORY = internal("user search backend unavailable");

  private Refusals() {}

  static Reply.Refusal roomType(String type) {
    return bad(
        type.equals("app")
            ? "invalid roomType: app is not supported"
            : "invalid roomType: " + type);
  }

  private static Reply.Refusal bad(String text) {
    return Reply.refuse(text, ErrorCode.BAD_REQUEST);
  }

  private static Reply.Refusal internal(String text) {
    return Reply.refuse(text, ErrorCode.INTERNAL);
  }
}
