package chat.runtime;

import chat.model.Durables.Durable;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;

/**
 * A durable pull consumer of a stream (01 §5.3): created or updated when it is opened, so that
 * name, filter and settings are those of every other instance.
 */
public record StreamSource(Durable durable, ConsumerConfig settings) {

  String name() {
    return durable.name();
  }

  /**
   * After which the server delivers an unacknowledged message again, at the earliest: with back-off
   * delays those count, not the ack wait (10 §1.3).
   */
  Duration redeliveryAfter() {
    return durable.backoff().stream().min(Duration::compareTo).orElse(settings.ackWait());
  }

  JetStreamSubscription open(NatsConnection nats) throws IOException, JetStreamApiException {
    nats.management().addOrUpdateConsumer(durable.stream(), configuration());
    return nats.jetStream()
        .subscribe(null, PullSubscribeOptions.bind(durable.stream(), durable.name()));
  }

  /**
   * Throws when somebody has deleted the consumer.
   *
   * @throws JetStreamApiException that says so
   */
  void requireConsumer(NatsConnection nats) throws JetStreamApiException {
    try {
      nats.management().getConsumerInfo(durable.stream(), durable.name());
    } catch (IOException _) {
      // not answered, which says nothing about the consumer
    }
  }

  private ConsumerConfiguration configuration() {
    ConsumerConfiguration.Builder builder =
        ConsumerConfiguration.builder()
            .durable(durable.name())
            .ackPolicy(AckPolicy.Explicit)
            .deliverPolicy(DeliverPolicy.All)
            .ackWait(settings.ackWait())
            .maxDeliver(settings.maxDeliver())
            .maxPullWaiting(settings.maxWaiting())
            .maxAckPending(settings.maxAckPending());
    if (!durable.filters().isEmpty()) {
      builder.filterSubjects(durable.filters());
    }
    if (!durable.backoff().isEmpty()) {
      builder.backoff(durable.backoff().toArray(Duration[]::new));
    }
    return builder.build();
  }
}
