package chat.inboxworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.OutboxEvent;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamHandler;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the envelope and hands the event on by its type; the subject does not count (04 §3). */
final class InboxEvents implements StreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(InboxEvents.class);

  private final String siteId;
  private final Map<String, InboxEventHandler> handlers;

  /**
   * @param handlers by event type
   */
  InboxEvents(String siteId, Map<String, InboxEventHandler> handlers) {
    this.siteId = siteId;
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    OutboxEvent envelope;
    try {
      envelope = Json.read(delivery.body(), OutboxEvent.class);
    } catch (MalformedJsonException e) { // no later delivery will read better
      return new Outcome.Reject("unmarshal inbox event: " + e.reason());
    }
    InboxEventHandler handler = handlers.get(envelope.type());
    if (handler == null) {
      LOG.atWarn().addKeyValue("type", envelope.type()).log("unknown event type, skipping");
      return Outcome.DONE;
    }
    warnOfOtherDestination(envelope);
    try {
      return handler.handle(
          new InboxEvent(
              envelope.siteId(),
              envelope.payload().toArray(),
              delivery.requestId(),
              delivery.attempt()));
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("unmarshal " + envelope.type() + ": " + e.reason());
    }
  }

  private void warnOfOtherDestination(OutboxEvent envelope) {
    if (!envelope.destSiteId().equals(siteId)) {
      LOG.atWarn()
          .addKeyValue("type", envelope.type())
          .addKeyValue("destSiteId", envelope.destSiteId())
          .log("event is meant for another site");
    }
  }
}
