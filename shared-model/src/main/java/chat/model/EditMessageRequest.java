package chat.model;

/** Changes what a message says (contract 09 §13). */
public record EditMessageRequest(String messageId, String newMsg) {
  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "EditMessageRequest[messageId=" + messageId + "]";
  }
}
