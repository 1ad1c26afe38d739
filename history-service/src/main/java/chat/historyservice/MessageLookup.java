package chat.historyservice;

import chat.model.StoredMessage;
import chat.runtime.Reply;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the message that a request is about (09 §4.1). */
final class MessageLookup {
  private static final Logger LOG = LoggerFactory.getLogger(MessageLookup.class);

  /** Ids have some twenty characters; keys of the store may have 64 KB. */
  private static final int LONGEST_ID = 1024;

  private final MessageStore messages;

  /** What the look-up came to. */
  sealed interface Result {
    record Found(StoredMessage message) implements Result {}

    record Refused(Reply.Refusal refusal) implements Result {}
  }

  MessageLookup(MessageStore messages) {
    this.messages = messages;
  }

  /** A message of another room counts as none: nothing leaks. A deleted one is found. */
  Result find(String roomId, String messageId) throws InterruptedException {
    if (messageId.isEmpty()) { // 1
      return new Result.Refused(Refusals.ID_MISSING);
    }
    if (messageId.length() > LONGEST_ID) { // the store would fail, and the log fill
      return new Result.Refused(Refusals.MESSAGE_UNKNOWN);
    }
    try {
      Optional<StoredMessage> found =
          messages.find(messageId).filter(message -> message.roomId().equals(roomId)); // 2
      return found.isPresent()
          ? new Result.Found(found.get())
          : new Result.Refused(Refusals.MESSAGE_UNKNOWN);
    } catch (RuntimeException e) { // 3
      LOG.atError().setCause(e).addKeyValue("messageID", messageId).log("finding message");
      return new Result.Refused(Refusals.MESSAGE_FAILED);
    }
  }
}
