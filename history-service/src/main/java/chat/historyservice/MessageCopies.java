package chat.historyservice;

import chat.historyservice.MessageChanges.CopyState;
import chat.historyservice.MessageChanges.Deletion;
import chat.model.StoredMessage;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the copies of a message follow its change; where there is no copy, none is made. */
final class MessageCopies {
  private static final Logger LOG = LoggerFactory.getLogger(MessageCopies.class);

  private final MessageChanges changes;

  /** What is done to a copy that is there. */
  @FunctionalInterface
  private interface Write {
    void to(CopyPlace place) throws InterruptedException;
  }

  MessageCopies(MessageChanges changes) {
    this.changes = changes;
  }

  /**
   * @throws IllegalStateException when a reply does not know its thread: then its place is unknown
   */
  static void requirePlace(StoredMessage message) {
    if (!message.threadParentId().isEmpty() && message.threadRoomId().isEmpty()) {
      throw new IllegalStateException("a reply without its thread");
    }
  }

  void edit(StoredMessage message, String text, Instant at) throws InterruptedException {
    each(message, place -> changes.edit(place, text, at));
  }

  void delete(StoredMessage message, Deletion deletion) throws InterruptedException {
    each(message, place -> changes.delete(place, deletion));
  }

  /** True when the last copy, and with it maybe others, does not follow a deletion yet. */
  boolean isBehind(StoredMessage deleted) throws InterruptedException {
    return changes.state(CopyPlace.own(deleted)) == CopyState.PRESENT;
  }

  private void each(StoredMessage message, Write write) throws InterruptedException {
    for (CopyPlace place : CopyPlace.of(message)) {
      if (changes.state(place) == CopyState.ABSENT) {
        logAbsent(place, message);
      } else {
        write.to(place);
      }
    }
  }

  /** A reply is only sometimes in its room as well; otherwise something has been lost. */
  private static void logAbsent(CopyPlace place, StoredMessage message) {
    if (place instanceof CopyPlace.InRoom && !message.threadParentId().isEmpty()) {
      return;
    }
    LOG.atError()
        .addKeyValue("messageID", message.messageId())
        .addKeyValue("roomID", message.roomId())
        .addKeyValue("place", place)
        .log("a copy of a changed message is missing");
  }
}
