package chat.historyservice;

import chat.model.ErrorReply;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room with people in it and the three operations on fakes. */
final class HistoryWorld {
  static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");
  static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);
  static final Instant CREATED = NOW.minus(Duration.ofDays(100));

  final InMemoryMessageStore messages = new InMemoryMessageStore(BUCKETS);
  final FakeRooms rooms = new FakeRooms();
  final Map<String, Membership> members = new HashMap<>();
  RuntimeException accessFailure;
  long maxReply = 1 << 20;
  private final int maxBuckets;

  HistoryWorld() {
    this(122);
  }

  HistoryWorld(int maxBuckets) {
    this.maxBuckets = maxBuckets;
    members.put("kenji", new Membership(null));
    rooms.times.put("room1", new RoomTimes(NOW.minusSeconds(60), CREATED));
  }

  private RoomAccess access() {
    return new RoomAccess(
        (roomId, account) -> {
          if (accessFailure != null) {
            throw accessFailure;
          }
          return roomId.equals("room1")
              ? Optional.ofNullable(members.get(account))
              : Optional.empty();
        });
  }

  RequestHandler history() {
    return new LoadHistory(
        access(),
        times(),
        new NewestMessages(messages, walk(), BUCKETS),
        rooms,
        new LoadHistory.Surroundings(Duration.ofDays(365), clock(), Runnable::run, () -> maxReply));
  }

  RequestHandler next() {
    return new LoadNext(
        access(), times(), walk(), BUCKETS, Duration.ofDays(365), clock(), () -> maxReply);
  }

  RequestHandler get() {
    return new GetMessage(access(), messages);
  }

  private BucketWalk walk() {
    return new BucketWalk(messages, BUCKETS, maxBuckets);
  }

  private RoomTimesResolver times() {
    return new RoomTimesResolver(rooms, clock());
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  StoredMessage add(String id, Instant at) {
    StoredMessage message = Samples.plain("room1", id, at);
    messages.add(message);
    return message;
  }

  static String ask(RequestHandler handler, String account, String body) throws Exception {
    return ask(handler, account, body.getBytes(StandardCharsets.UTF_8));
  }

  static String ask(RequestHandler handler, String account, byte[] body) throws Exception {
    Reply reply =
        handler.handle(
            new Request(
                "chat.user." + account + ".request.room.room1.tokyo.msg.x",
                Map.of("account", account, "roomID", "room1"),
                body,
                "rid",
                "reply"));
    return new String(reply.bytes(), StandardCharsets.UTF_8);
  }

  static <T extends Record> T read(String json, Class<T> type) throws MalformedJsonException {
    assertNoError(json);
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static void assertNoError(String json) throws MalformedJsonException {
    ErrorReply error = Json.read(json.getBytes(StandardCharsets.UTF_8), ErrorReply.class);
    if (!error.error().isEmpty()) {
      throw new AssertionError(json);
    }
  }

  static List<String> ids(List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::messageId).toList();
  }
}
