package chat.messageworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.StoredParticipant;
import chat.model.Timestamps;
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

  SaveMessage(People people, MessageStore messages) {
    this.people = people;
    this.messages = messages;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    MessageEvent event;
    try {
      event = Json.read(delivery.body(), MessageEvent.class); // 1
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("malformed event: " + e.reason());
    }
    Message message = event.message();
    if (message.id().isEmpty() || Timestamps.isUnset(message.createdAt())) {
      return new Outcome.Reject("the message has no id or no time: no key to save it under");
    }
    if (!message.threadParentMessageId().isEmpty()) { // 4
      return new Outcome.Leave("a reply of a thread");
    }
    List<StoredParticipant> mentioned = people.mentioned(message.content()); // 2
    Optional<StoredParticipant> sender = people.sender(message); // 3
    if (sender.isEmpty() && message.type().isEmpty()) {
      return new Outcome.Retry("user " + message.userId() + " not found");
    }
    if (sender.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("userID", message.userId())
          .addKeyValue("type", message.type())
          .log("user not found for system message, using nil sender");
    }
    messages.save(new NewMessage(message, sender.orElse(null), mentioned, event.siteId())); // §5
    return Outcome.DONE; // 5
  }
}
