package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.Json;
import chat.model.OutboxEvent;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import chat.runtime.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service publishes, in order; from a chosen call on nothing gets through. */
final class RecordedTraffic implements CorePublisher, StreamPublisher {
  /**
   * One message.
   *
   * @param messageId null = core publish
   */
  record Sent(String subject, @Nullable String requestId, @Nullable String messageId, String body) {
    /** The inner JSON of an event to a site. */
    String inner() {
      try {
        return new String(
            Json.read(body.getBytes(UTF_8), OutboxEvent.class).payload().toArray(), UTF_8);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  final List<Sent> sent = new ArrayList<>();
  private int left = Integer.MAX_VALUE;

  /** The server takes this many more, then it is away. */
  synchronized void failAfter(int messages) {
    left = messages;
  }

  synchronized void recover() {
    left = Integer.MAX_VALUE;
  }

  @Override
  public synchronized void publish(String subject, @Nullable String requestId, byte[] body) {
    take(new Sent(subject, requestId, null, new String(body, UTF_8)));
  }

  @Override
  public synchronized Stored publish(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body) {
    take(new Sent(subject, requestId, messageId, new String(body, UTF_8)));
    return new Stored(sent.size(), false);
  }

  private void take(Sent message) {
    if (left-- <= 0) {
      left = 0;
      throw new ServerAwayException("no server");
    }
    sent.add(message);
  }

  synchronized List<String> subjects() {
    return sent.stream().map(Sent::subject).toList();
  }

  /** The messages of a subject. */
  synchronized List<Sent> on(String subject) {
    return sent.stream().filter(s -> s.subject().equals(subject)).toList();
  }

  /** The only message of a subject. */
  Sent one(String subject) {
    List<Sent> found = on(subject);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " on " + subject + ", there are " + subjects());
    }
    return found.getFirst();
  }
}
