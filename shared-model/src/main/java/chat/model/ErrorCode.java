package chat.model;

/** Codes of refusals (contract 01 §7.3). */
public final class ErrorCode {
  public static final String BAD_REQUEST = "bad_request";

  public static final String NOT_FOUND = "not_found";

  public static final String FORBIDDEN = "forbidden";

  public static final String CONFLICT = "conflict";

  public static final String INTERNAL = "internal";

  public static final String UNAVAILABLE = "unavailable";

  private ErrorCode() {}
}
