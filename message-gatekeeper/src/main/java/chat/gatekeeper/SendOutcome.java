package chat.gatekeeper;

import chat.model.Message;

/** What became of a submission (07 §10). */
sealed interface SendOutcome {
  /** It is in the canonical stream, as this message. */
  record Accepted(Message message) implements SendOutcome {}

  /** It never will be; the sender reads why. */
  record Refused(String text, String code) implements SendOutcome {}

  /**
   * Somebody needed did not answer: worth another try.
   *
   * @param lastWord what the sender reads when there will be none
   */
  record Unanswered(Refused lastWord) implements SendOutcome {}
}
