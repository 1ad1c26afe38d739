package chat.gatekeeper;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.Streams;
import chat.model.Subjects;
import chat.runtime.StreamPublisher;
import chat.runtime.StreamReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stream {@code MESSAGES_CANONICAL_{siteId}}; its duplicate window guards message ids. */
final class StreamCanonicalMessages implements CanonicalMessages {
  private final StreamPublisher publisher;
  private final StreamReader reader;
  private final String subject;
  private final String stream;

  StreamCanonicalMessages(StreamPublisher publisher, StreamReader reader, String siteId) {
    this.publisher = publisher;
    this.reader = reader;
    this.subject = Subjects.messageCreated(siteId);
    this.stream = Streams.messagesCanonical(siteId).name();
  }

  @Override
  public Publication publish(MessageEvent event, @Nullable String requestId) {
    StreamPublisher.Stored stored =
        publisher.publish(subject, requestId, event.message().id(), Json.write(event));
    return stored.duplicate()
        ? new Publication.Known(first(stored.sequence()))
        : new Publication.Stored();
  }

  private @Nullable Message first(long sequence) {
    Optional<byte[]> body = reader.read(stream, sequence);
    try {
      return body.isEmpty() ? null : Json.read(body.get(), MessageEvent.class).message();
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("message " + sequence + " of " + stream, e);
    }
  }
}
