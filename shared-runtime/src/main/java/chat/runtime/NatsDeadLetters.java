package chat.runtime;

import chat.model.Durables.Durable;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters in the stream {@code DEADLETTER_{siteID}} of the site (13 A5). */
final class NatsDeadLetters implements DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(NatsDeadLetters.class);

  private static final int LONGEST_REASON = 300;

  /** What headers may take of the server's largest message. */
  private static final int ROOM_FOR_HEADERS = 16 * 1024;

  private final NatsConnection nats;
  private final Clock clock;

  NatsDeadLetters(NatsConnection nats, Clock clock) {
    this.nats = nats;
    this.clock = clock;
  }

  @Override
  public boolean keep(DeadLetter letter) {
    try {
      nats.jetStream().publish(message(letter));
      return true;
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      LOG.atWarn()
          .addKeyValue("stream", letter.durable().stream())
          .addKeyValue("sequence", letter.sequence())
          .addKeyValue("error", e.toString())
          .log("dead letter not kept: the message stays unacknowledged");
      return false;
    }
  }

  private Message message(DeadLetter letter) {
    Durable durable = letter.durable();
    return NatsMessage.builder()
        .subject("deadletter." + durable.siteId() + "." + durable.stream() + "." + durable.name())
        .headers(headers(letter))
        .data(fits(letter) ? letter.body() : new byte[0])
        .build();
  }

  /** A message of the largest size leaves no room for headers: its body stays where it is. */
  private boolean fits(DeadLetter letter) {
    long headers = letter.headers() == null ? 0 : letter.headers().serializedLength();
    return letter.body().length + headers + ROOM_FOR_HEADERS < nats.client().getMaxPayload();
  }

  private Headers headers(DeadLetter letter) {
    var headers = new Headers();
    Headers original = letter.headers();
    if (original != null) {
      original.keySet().stream()
          .filter(
              name -> !name.startsWith("Nats-")) // orders to the server, not part of the message
          .forEach(name -> headers.put(name, original.get(name)));
      String id = original.getFirst(chat.model.Headers.MSG_ID);
      if (id != null) {
        headers.put(chat.model.Headers.DEAD_MSG_ID, id);
      }
    }
    headers.put(chat.model.Headers.DEAD_REASON, headerText(letter.reason()));
    headers.put(chat.model.Headers.DEAD_SUBJECT, letter.subject());
    headers.put(chat.model.Headers.DEAD_STREAM_SEQ, Long.toString(letter.sequence()));
    headers.put(chat.model.Headers.DEAD_DELIVERIES, Long.toString(letter.deliveries()));
    headers.put(chat.model.Headers.DEAD_SERVICE, letter.service());
    headers.put(
        chat.model.Headers.DEAD_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    headers.put(
        chat.model.Headers.MSG_ID,
        letter.durable().stream() + ":" + letter.sequence() + ":" + letter.durable().name());
    return headers;
  }

  /** Headers hold one line of printable ASCII. */
  private static String headerText(String reason) {
    String line = reason.replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON);
  }
}
