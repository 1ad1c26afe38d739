package chat.runtime;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.util.List;

/**
 * A durable pull consumer of a stream (01 §5.3): created or updated when it is opened, so that
 * name, filter and settings are those of every other instance.
 *
 * @param filters subjects; empty = the whole stream
 */
public record StreamSource(
    String stream, String durable, List<String> filters, ConsumerConfig settings) {

  ConsumerContext open(NatsConnection nats) throws IOException, JetStreamApiException {
    JetStreamManagement management = nats.management();
    management.addOrUpdateConsumer(stream, configuration());
    return nats.client().getConsumerContext(stream, durable);
  }

  private ConsumerConfiguration configuration() {
    ConsumerConfiguration.Builder builder =
        ConsumerConfiguration.builder()
            .durable(durable)
            .ackPolicy(AckPolicy.Explicit)
            .deliverPolicy(DeliverPolicy.All)
            .ackWait(settings.ackWait())
            .maxDeliver(settings.maxDeliver())
            .maxPullWaiting(settings.maxWaiting())
            .maxAckPending(settings.maxAckPending());
    if (!filters.isEmpty()) {
      builder.filterSubjects(filters);
    }
    return builder.build();
  }
}
