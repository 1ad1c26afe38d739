package chat.broadcastworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a canonical event and hands it on by its kind; the subject does not count (05 §1). */
final class MessageEvents implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(MessageEvents.class);

  private final AnnounceMessage messages;
  private final AnnounceEdit edits;
  private final AnnounceDeletion deletions;

  MessageEvents(AnnounceMessage messages, AnnounceEdit edits, AnnounceDeletion deletions) {
    this.messages = messages;
    this.edits = edits;
    this.deletions = deletions;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    MessageEvent event;
    try {
      event = Json.read(delivery.body(), MessageEvent.class);
    } catch (MalformedJsonException e) { // no later delivery will read better
      return new Outcome.Reject("unmarshal message event: " + e.reason());
    }
    return switch (event.event()) {
      case MessageEventType.CREATED -> messages.handle(event, delivery.requestId());
      case MessageEventType.UPDATED -> edits.handle(event, delivery.requestId());
      case MessageEventType.DELETED -> deletions.handle(event, delivery.requestId());
      default -> {
        LOG.atWarn()
            .addKeyValue("event", event.event())
            .addKeyValue("messageID", event.message().id())
            .log("unknown message event type, skipping");
        yield Outcome.DONE;
      }
    };
  }
}
