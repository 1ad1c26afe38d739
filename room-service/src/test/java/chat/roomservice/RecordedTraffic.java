package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.runtime.Requester;
import chat.runtime.ServerAwayException;
import chat.runtime.StreamPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service sends: kept, and answered as a test says. */
final class RecordedTraffic implements StreamPublisher, Requester {
  /** One message that was sent. */
  record Sent(
      String subject, @Nullable String requestId, @Nullable String messageId, String body) {}

  final List<Sent> published = new ArrayList<>();
  final List<Sent> asked = new ArrayList<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean away;

  /** No stream takes anything from now on. */
  void goAway() {
    away = true;
  }

  void answer(String subject, Answer answer) {
    answers.put(subject, answer);
  }

  void answer(String subject, String body) {
    answer(subject, new Answer.Replied(body.getBytes(UTF_8)));
  }

  @Override
  public Stored publish(
      String subject, @Nullable String requestId, @Nullable String messageId, byte[] body) {
    if (away) {
      throw new ServerAwayException("no stream");
    }
    published.add(new Sent(subject, requestId, messageId, new String(body, UTF_8)));
    return new Stored(published.size(), false);
  }

  @Override
  public Answer request(String subject, @Nullable String requestId, byte[] body, Duration timeout) {
    asked.add(new Sent(subject, requestId, null, new String(body, UTF_8)));
    return answers.getOrDefault(subject, new Answer.NoResponders());
  }
}
