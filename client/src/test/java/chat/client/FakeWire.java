package chat.client;

import chat.model.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A wire whose other end is the test. */
final class FakeWire implements Wire {

  /** Something that the client sent. */
  record Sent(String subject, @Nullable String requestId, byte[] body) {

    <T extends Record> T read(Class<T> type) {
      try {
        return Json.read(body, type);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private record Listening(String subject, Consumer<Incoming> handler) {}

  final List<Sent> requested = new CopyOnWriteArrayList<>();
  final List<Sent> published = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<Sent>> onPublish = new ConcurrentHashMap<>();
  private final Map<String, UnaryOperator<Sent>> services = new ConcurrentHashMap<>();
  private final List<Listening> subscriptions = new CopyOnWriteArrayList<>();
  private final List<Runnable> onReconnect = new ArrayList<>();
  boolean closed;

  /** Answers requests on a subject with a record. */
  void serve(String subject, java.util.function.Function<Sent, Record> service) {
    services.put(subject, request -> new Sent("", null, Json.write(service.apply(request))));
  }

  /** Answers requests on a subject with bytes. */
  void serveRaw(String subject, byte[] answer) {
    services.put(subject, _ -> new Sent("", null, answer));
  }

  void whenPublished(String subject, Consumer<Sent> then) {
    onPublish.put(subject, then);
  }

  /** Sends something to whoever is subscribed. */
  void deliver(String subject, Record body) {
    deliver(subject, Json.write(body));
  }

  void deliver(String subject, byte[] body) {
    for (Listening subscription : subscriptions) {
      if (matches(subscription.subject(), subject)) {
        subscription.handler().accept(new Incoming(subject, body));
      }
    }
  }

  void reconnect() {
    onReconnect.forEach(Runnable::run);
  }

  List<String> subjects() {
    return subscriptions.stream().map(Listening::subject).toList();
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    Sent sent = new Sent(subject, requestId, body);
    published.add(sent);
    onPublish.getOrDefault(subject, _ -> {}).accept(sent);
  }

  @Override
  public byte[] request(String subject, @Nullable String requestId, byte[] body, Duration timeout)
      throws NoAnswerException {
    Sent sent = new Sent(subject, requestId, body);
    requested.add(sent);
    UnaryOperator<Sent> service = services.get(subject);
    if (service == null) {
      throw new NoAnswerException("nobody serves this");
    }
    return service.apply(sent).body();
  }

  @Override
  public Subscribed subscribe(Line line, String subject, Consumer<Incoming> handler) {
    Listening subscription = new Listening(subject, handler);
    subscriptions.add(subscription);
    return () -> subscriptions.remove(subscription);
  }

  @Override
  public void onReconnect(Runnable action) {
    onReconnect.add(action);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static boolean matches(String pattern, String subject) {
    return pattern.endsWith(">")
        ? subject.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(subject);
  }
}
