package chat.gatekeeper;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Streams;
import chat.model.Subjects;
import chat.runtime.NatsConnection;
import chat.runtime.StreamPublisher;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The stream {@code MESSAGES_CANONICAL_{siteId}}; its duplicate window guards message ids. */
final class StreamCanonicalMessages implements CanonicalMessages {
  private static final int NOT_FOUND = 404;

  private final StreamPublisher publisher;
  private final NatsConnection nats;
  private final String subject;
  private final String stream;

  StreamCanonicalMessages(StreamPublisher publisher, NatsConnection nats, String siteId) {
    this.publisher = publisher;
    this.nats = nats;
    this.subject = Subjects.messageCreated(siteId);
    this.stream = Streams.messagesCanonical(siteId).name();
  }

  @Override
  public Publication publish(MessageEvent event, @Nullable String requestId)
      throws IOException, JetStreamApiException {
    StreamPublisher.Stored stored =
        publisher.publish(subject, requestId, event.message().id(), Json.write(event));
    return stored.duplicate()
        ? new Publication.Known(first(stored.sequence()))
        : new Publication.Stored();
  }

  private @Nullable Message first(long sequence) throws IOException, JetStreamApiException {
    try {
      byte[] body = nats.management().getMessage(stream, sequence).getData();
      return body == null ? null : Json.read(body, MessageEvent.class).message();
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return null;
      }
      throw e;
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("message " + sequence + " of " + stream, e);
    }
  }
}
