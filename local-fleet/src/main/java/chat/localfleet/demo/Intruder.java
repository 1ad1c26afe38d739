package chat.localfleet.demo;

import chat.client.ChatLogin;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody with a valid token but no business in the room: listens to everything the token allows,
 * and tries what it does not.
 */
final class Intruder implements AutoCloseable {
  private static final String ACCOUNT = "mallory";
  private static final Duration WAIT = Duration.ofSeconds(3);

  private final List<Message> overheard = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final Connection connection;
  private final List<Connection> ears = new ArrayList<>();

  private Intruder(String natsUrl, ChatLogin login) throws Exception {
    connection = listensAsWell(natsUrl, login);
  }

  static Intruder connect(String natsUrl, ChatLogin login) throws Exception {
    return new Intruder(natsUrl, login);
  }

  /** At another server, to everything that the token allows. */
  Connection listensAsWell(String natsUrl, ChatLogin login) throws Exception {
    Connection ear =
        Nats.connect(
            Options.builder()
                .server(natsUrl)
                .authHandler(login)
                .inboxPrefix("chat.user." + ACCOUNT + ".inbox")
                .errorListener(new Remember(errors))
                .build());
    ears.add(ear);
    var listening = ear.createDispatcher(this::hear);
    listening.subscribe("chat.room.>");
    listening.subscribe("_INBOX.>");
    ear.flush(WAIT);
    return ear;
  }

  private record Remember(List<String> errors) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      synchronized (errors) {
        errors.add(error);
        errors.notifyAll();
      }
    }
  }

  private void hear(Message message) {
    synchronized (overheard) {
      overheard.add(message);
    }
  }

  /** Subjects and bodies heard so far whose subject starts with the prefix. */
  List<String> heard(String prefix) {
    synchronized (overheard) {
      return overheard.stream()
          .filter(m -> m.getSubject().startsWith(prefix))
          .map(m -> new String(m.getData(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  /** Asks as themselves, and tells what they were answered. */
  String ask(String action, String body) throws InterruptedException {
    Message reply =
        connection.request(
            "chat.user." + ACCOUNT + ".request." + action,
            body.getBytes(StandardCharsets.UTF_8),
            WAIT);
    return reply == null ? "no answer" : new String(reply.getData(), StandardCharsets.UTF_8);
  }

  /** Publishes where only somebody else may; the server's complaint, when there is one. */
  Optional<String> forge(String subject) throws Exception {
    connection.publish(subject, "{}".getBytes(StandardCharsets.UTF_8));
    connection.flush(WAIT);
    return complaint(subject);
  }

  /** Listens where only somebody else may. */
  Optional<String> eavesdrop(String subject) throws Exception {
    connection.createDispatcher(this::hear).subscribe(subject);
    connection.flush(WAIT);
    return complaint(subject);
  }

  private Optional<String> complaint(String subject) throws InterruptedException {
    long end = System.nanoTime() + WAIT.toNanos();
    synchronized (errors) {
      while (System.nanoTime() < end) {
        Optional<String> found =
            errors.stream()
                .filter(
                    e ->
                        e.contains(subject.toLowerCase(java.util.Locale.ROOT))
                            || e.contains(subject))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
        errors.wait(100);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws InterruptedException {
    for (Connection ear : ears) {
      ear.close();
    }
  }
}
