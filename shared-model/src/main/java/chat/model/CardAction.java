package chat.model;

/** What somebody did with a card (contract 09 §3). */
public record CardAction(
    String verb,
    @OmitEmpty String text,
    @OmitEmpty String cardId,
    @OmitEmpty String displayText,
    @OmitEmpty boolean hideExecLog,
    @OmitEmpty String cardTmId,
    @OmitEmpty Bytes data) {
  /** Without what was said: records end up in logs. */
  @Override
  public String toString() {
    return "CardAction[verb=" + verb + ", cardId=" + cardId + "]";
  }
}
