package chat.roomservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SubjectPatterns;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.InMemoryRoomKeyStore;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.TestClock;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.runtime.ServiceThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service's operations, wired as {@link Main} does it, on fakes instead of servers: site-a with
 * at most ten members a room and five rooms a batch.
 */
final class TestRoomService {
  static final String REQUEST_ID = "0199C0DE-7b1a-4f00-8a4e-5d2f9b6c1e34";

  final Documents site = new Documents();
  final TestClock clock = new TestClock();
  final InMemoryRoomKeyStore keys = new InMemoryRoomKeyStore(Duration.ofHours(24), clock);
  final RecordedTraffic traffic = new RecordedTraffic();
  final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "SITE_ID", "site-a",
              "NATS_URL", "nats://nowhere",
              "MONGO_URI", "mongodb://nowhere",
              "VALKEY_ADDRS", "nowhere:1",
              "CASSANDRA_HOSTS", "nowhere",
              "VALKEY_KEY_GRACE_PERIOD", "24h",
              "MAX_ROOM_SIZE", "10",
              "MAX_BATCH_SIZE", "5",
              "MEMBER_LIST_TIMEOUT", "5s"));
  Stores stores =
      new Stores(
          new InMemoryUserStore(site),
          new InMemoryRoomStore(site),
          new InMemorySubscriptionStore(site),
          new InMemoryMemberStore(site),
          new InMemoryAppStore(site),
          new InMemoryMessageStore(site));
  RoomKeyStore keyStore = keys;

  /** The JSON that comes back, for a body given as text. */
  String ask(String subject, String body) {
    return ask(subject, REQUEST_ID, body);
  }

  String ask(String subject, @Nullable String requestId, String body) {
    return ask(subject, requestId, body.getBytes(UTF_8), "chat.server.response.x");
  }

  String ask(String subject, @Nullable String requestId, byte[] body, String replyTo) {
    for (var operation : operations().entrySet()) {
      Map<String, String> parameters = match(operation.getKey(), subject);
      if (parameters != null) {
        var request = new Request(subject, parameters, body, requestId, replyTo);
        return new String(answer(operation.getValue(), request).bytes(), UTF_8);
      }
    }
    throw new AssertionError("nobody answers " + subject);
  }

  /** As the router does: what is thrown is an internal error. */
  private static Reply answer(RequestHandler handler, Request request) {
    try {
      return handler.handle(request);
    } catch (Exception e) {
      return Reply.internalError();
    }
  }

  Map<String, RequestHandler> operations() {
    var around =
        new Operations.Surroundings(
            traffic, traffic, RoomCrypto.best(), new ServiceThreads("test"), clock);
    return Operations.of(Config.from(environment), stores, keyStore, around);
  }

  private static @Nullable Map<String, String> match(String pattern, String subject) {
    List<String> wanted = List.of(pattern.split("\\.", -1));
    List<String> given = List.of(subject.split("\\.", -1));
    if (wanted.size() != given.size()) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String token = wanted.get(i);
      if (!SubjectPatterns.wildcard(token).equals(token)) {
        parameters.put(token.substring(1, token.length() - 1), given.get(i));
      } else if (!token.equals(given.get(i))) {
        return null;
      }
    }
    return parameters;
  }

  void expectNothingPublished() {
    assertThat(traffic.published).isEmpty();
  }

  static String error(String text) {
    return "{\"error\":\"" + text.replace("\"", "\\\"") + "\"}";
  }
}
