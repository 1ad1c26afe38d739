package chat.broadcastworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RoomEvent;
import chat.runtime.CorePublisher;
import chat.runtime.ServerAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what was published, and can fail. */
final class Published implements CorePublisher {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** One publish; those that fail are kept, too. */
  record Sent(String subject, @Nullable String requestId, byte[] body) {
    RoomEvent event() {
      try {
        return Json.read(body, RoomEvent.class);
      } catch (MalformedJsonException e) {
        throw new AssertionError(e);
      }
    }

    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private boolean failing;

  void fail() {
    failing = true;
  }

  List<Sent> all() {
    return sent;
  }

  List<String> subjects() {
    return sent.stream().map(Sent::subject).toList();
  }

  Sent only() {
    if (sent.size() != 1) {
      throw new AssertionError("published " + subjects());
    }
    return sent.getFirst();
  }

  Optional<Sent> to(String subject) {
    return sent.stream().filter(s -> s.subject().equals(subject)).findFirst();
  }

  @Override
  public void publish(String subject, @Nullable String requestId, byte[] body) {
    sent.add(new Sent(subject, requestId, body));
    if (failing) {
      throw new ServerAwayException("core publish to " + subject, new IllegalStateException());
    }
  }
}
