package chat.runtime;

import static org.awaitility.Awaitility.await;

import chat.model.Durables.Durable;
import chat.model.Streams;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hands a worker one message after the other and tells what it made of each. The worker must give
 * up at the first failure: {@code CONSUMER_MAX_DELIVER=1}.
 */
public final class WorkerProbe {
  private static final Duration WAIT = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int NOT_FOUND = 404;

  private final Connection nats;
  private final Durable durable;

  public WorkerProbe(Connection nats, Durable durable) {
    this.nats = nats;
    this.durable = durable;
  }

  /** {@code done}, or the reason for which the message became a dead letter. */
  public String outcome(String subject, @Nullable Headers headers, byte[] body) throws Exception {
    long sequence =
        nats.jetStream()
            .publish(NatsMessage.builder().subject(subject).headers(headers).data(body).build())
            .getSeqno();
    await().atMost(WAIT).pollDelay(LOOK).pollInterval(LOOK).until(() -> isSettled(sequence));
    MessageInfo letter = lastLetter();
    if (letter == null
        || !Long.toString(sequence)
            .equals(letter.getHeaders().getFirst(chat.model.Headers.DEAD_STREAM_SEQ))) {
      return "done";
    }
    return letter.getHeaders().getFirst(chat.model.Headers.DEAD_REASON);
  }

  private boolean isSettled(long sequence) throws Exception {
    ConsumerInfo info =
        nats.jetStreamManagement().getConsumerInfo(durable.stream(), durable.name());
    return info.getDelivered().getStreamSequence() >= sequence && info.getNumAckPending() == 0;
  }

  private @Nullable MessageInfo lastLetter() throws Exception {
    String subject =
        "deadletter." + durable.siteId() + "." + durable.stream() + "." + durable.name();
    try {
      return nats.jetStreamManagement()
          .getLastMessage(Streams.deadLetters(durable.siteId()).name(), subject);
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }
}
