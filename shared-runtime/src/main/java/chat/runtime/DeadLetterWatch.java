package chat.runtime;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.model.Streams;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.MessageInfo;
import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages whose worker died on their last delivery, of whatever fleet (13 A5): the
 * server announces them, a stream captures what it says, and the services of a site share one
 * durable on it.
 */
public final class DeadLetterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWatch.class);
  private static final int NOT_FOUND = 404;

  /** Never given up itself: an advisory costs nothing while it waits. */
  private static final ConsumerConfig SETTINGS =
      new ConsumerConfig(Duration.ofSeconds(30), -1, 512, 1000, false);

  private final String siteId;
  private final NatsConnection nats;
  private final DeadLetters letters;

  private DeadLetterWatch(String siteId, NatsConnection nats, DeadLetters letters) {
    this.siteId = siteId;
    this.nats = nats;
    this.letters = letters;
  }

  /** The part of the server's advisory that is of use. */
  private record Advisory(String stream, String consumer, long sequence, long deliveries) {
    static Advisory read(byte[] body) throws JsonParseException {
      JsonValue json = JsonParser.parse(body);
      return new Advisory(
          JsonValueUtils.readString(json, "stream", ""),
          JsonValueUtils.readString(json, "consumer", ""),
          JsonValueUtils.readLong(json, "stream_seq", 0),
          JsonValueUtils.readLong(json, "deliveries", 0));
    }
  }

  /**
   * Takes part in the watch of the site, where dead letters are on and operations made the streams.
   *
   * @throws StartException when a stream may be created and cannot
   */
  public static void join(
      NatsConnection nats,
      StreamSetup streams,
      String siteId,
      ConsumerConfig settings,
      ServiceContext service)
      throws InterruptedException {
    if (!settings.deadLetters()) {
      return;
    }
    for (Streams.Stream stream :
        List.of(Streams.deadLetters(siteId), Streams.deliveryAdvisories(siteId))) {
      if (!streams.offer(stream, service.patience())) {
        LOG.atWarn()
            .addKeyValue("stream", stream.name())
            .log("stream missing: messages that are given up are left unacknowledged");
        return;
      }
    }
    var watch = new DeadLetterWatch(siteId, nats, new NatsDeadLetters(nats, service.clock()));
    var source = new StreamSource(Durables.deadLetterWatch(siteId), SETTINGS);
    StreamWorker worker = StreamWorker.of(nats, source, watch::keep, service).workers(4).start();
    service.onStop("dead letter watch", worker::stop);
  }

  private Outcome keep(Delivery delivery) throws IOException, JetStreamApiException {
    Advisory advisory;
    try {
      advisory = Advisory.read(delivery.body());
    } catch (JsonParseException e) {
      return new Outcome.Reject("not an advisory");
    }
    MessageInfo message;
    try {
      message = nats.management().getMessage(advisory.stream(), advisory.sequence());
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return new Outcome.Reject("the stream does not hold the message any more");
      }
      throw e;
    }
    return letters.keep(letter(advisory, message))
        ? Outcome.DONE
        : new Outcome.Retry("dead letter not kept");
  }

  private DeadLetter letter(Advisory advisory, MessageInfo message) {
    byte[] body = message.getData();
    return new DeadLetter(
        new Durable(siteId, advisory.stream(), advisory.consumer(), List.of(), List.of()),
        Objects.requireNonNull(message.getSubject()),
        message.getHeaders(),
        body == null ? new byte[0] : body,
        advisory.sequence(),
        advisory.deliveries(),
        advisory.consumer(),
        "no answer to its last delivery");
  }
}
