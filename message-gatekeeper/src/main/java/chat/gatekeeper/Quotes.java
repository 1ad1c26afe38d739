package chat.gatekeeper;

import chat.model.QuotedParentMessage;
import org.jspecify.annotations.Nullable;

/** Finds what a message quotes (07 §7). */
@FunctionalInterface
interface Quotes {
  /** What looking for a quoted message came to. */
  sealed interface Quote {
    /**
     * @param snapshot null = the message quotes nothing
     */
    record Found(@Nullable QuotedParentMessage snapshot) implements Quote {}

    /** It may not be quoted, or not here. */
    record Refused(SendOutcome.Refused refusal) implements Quote {}

    /** Nobody answered in time. */
    record Unanswered(SendOutcome.Refused lastWord) implements Quote {}
  }

  Quote resolve(Submission in) throws InterruptedException;
}
