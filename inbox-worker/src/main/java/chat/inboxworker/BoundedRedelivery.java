package chat.inboxworker;

import chat.model.MalformedJsonException;
import chat.runtime.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an event up that has come too often for its room key (04 §12.5). It becomes a dead letter:
 * a replay fetches the key.
 */
final class BoundedRedelivery implements InboxEventHandler {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedRedelivery.class);

  private final InboxEventHandler handler;
  private final int maxRedeliver;
  private final ReplicationMetrics metrics;

  BoundedRedelivery(InboxEventHandler handler, int maxRedeliver, ReplicationMetrics metrics) {
    this.handler = handler;
    this.maxRedeliver = maxRedeliver;
    this.metrics = metrics;
  }

  @Override
  public Outcome handle(InboxEvent event) throws MalformedJsonException, InterruptedException {
    if (event.attempt() < maxRedeliver) {
      return handler.handle(event);
    }
    LOG.atError()
        .addKeyValue("numDelivered", event.attempt())
        .addKeyValue("maxRedeliver", maxRedeliver)
        .log("inbox event terminated after max redeliver"); // request_id stands on every line
    metrics.terminated();
    return new Outcome.Reject("no room key after " + event.attempt() + " deliveries");
  }
}
