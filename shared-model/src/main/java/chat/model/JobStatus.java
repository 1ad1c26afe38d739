package chat.model;

/** How a room job ended (contract 01 §2.1). */
public final class JobStatus {
  public static final String OK = "ok";

  public static final String ERROR = "error";

  private JobStatus() {}
}
