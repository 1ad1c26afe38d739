package chat.messageworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Participant;
import chat.model.Timestamps;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves one accepted message (06 §4). */
final class SaveMessage implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SaveMessage.class);

  private final People people;
  private final MessageStore messages;
  private final SaveReply replies;
  private final int maxDeliver;

  /**
   * @param maxDeliver deliveries of one message at the most; not positive = without end
   */
  SaveMessage(People people, MessageStore messages, SaveReply replies, int maxDeliver) {
    this.people = people;
    this.messages = messages;
    this.replies = replies;
    this.maxDeliver = maxDeliver;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    MessageEvent event;
    try {
      event = Json.read(delivery.body(), MessageEvent.class); // 1
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("malformed event: " + e.reason());
    }
    Message message = event.message();
    if (message.id().isEmpty()
        || message.roomId().isEmpty()
        || Timestamps.isUnset(message.createdAt())) {
      return new Outcome.Reject("the message has no id, room or time: no key to save it under");
    }
    List<Participant> mentioned = people.mentioned(message.content()); // 2
    Optional<User> author = people.user(message.userId()); // 3
    if (author.isEmpty() && message.type().isEmpty()) {
      return new Outcome.Retry("user " + message.userId() + " not found");
    }
    if (author.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("userID", message.userId())
          .addKeyValue("type", message.type())
          .log("user not found for system message, using nil sender");
    }
    var written = new Written(message, author.orElse(null), mentioned, event.siteId());
    if (!message.threadParentMessageId().isEmpty()) { // 4
      return replies.save(written, mayWait(delivery)); // §6
    }
    messages.save(written.stored()); // §5
    return Outcome.DONE; // 5
  }

  /** A parent may be on its way; a second delivery waits no longer, nor does the last one. */
  private boolean mayWait(Delivery delivery) {
    return delivery.attempt() == 1 && maxDeliver != 1;
  }
}
