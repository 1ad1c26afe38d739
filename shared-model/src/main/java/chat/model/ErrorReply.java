package chat.model;

/**
 * How a refusal looks (contract 01 §2.6, §6.4).
 *
 * @param code one of {@link ErrorCode} or a code of its own contract
 */
public record ErrorReply(String error, @OmitEmpty String code, @OmitEmpty String roomId) {
  /** A refusal without a code. */
  public static ErrorReply of(String error) {
    return new ErrorReply(error, "", "");
  }

  /** A refusal with a code. */
  public static ErrorReply of(String error, String code) {
    return new ErrorReply(error, code, "");
  }
}
