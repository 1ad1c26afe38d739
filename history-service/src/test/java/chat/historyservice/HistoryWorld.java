package chat.historyservice;

import chat.model.ErrorReply;
import chat.model.HistoryOperation;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageBuckets;
import chat.model.MessageEvent;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.stores.ReplyCounting;
import chat.stores.ReplyCounts;
import chat.stores.VisibleReplies;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room with people in it and the operations on fakes. */
final class HistoryWorld {
  static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");
  static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);
  static final Instant CREATED = NOW.minus(Duration.ofDays(100));

  final InMemoryMessageStore messages = new InMemoryMessageStore(BUCKETS);
  final FakeRooms rooms = new FakeRooms();
  final InMemoryMessageChanges changes = new InMemoryMessageChanges(messages);
  final InMemoryReplyCounts counts = new InMemoryReplyCounts(messages);
  VisibleReplies visible = new InMemoryVisibleReplies(messages);
  final List<MessageEvent> events = new ArrayList<>();
  final InMemoryThreadStore threads = new InMemoryThreadStore();
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

  RequestHandler history() {
    return handler(HistoryOperation.HISTORY);
  }

  RequestHandler next() {
    return handler(HistoryOperation.NEXT);
  }

  RequestHandler surrounding() {
    return handler(HistoryOperation.SURROUNDING);
  }

  RequestHandler get() {
    return handler(HistoryOperation.GET);
  }

  RequestHandler thread() {
    return handler(HistoryOperation.THREAD);
  }

  RequestHandler threadParents() {
    return handler(HistoryOperation.THREAD_PARENT);
  }

  RequestHandler edit() {
    return handler(HistoryOperation.EDIT);
  }

  RequestHandler delete() {
    return handler(HistoryOperation.DELETE);
  }

  /** As the service wires it. */
  RequestHandler handler(HistoryOperation operation) {
    return handlers(
            new Operations.Stores(
                this::membership, rooms, threads, messages, changes, counting(counts, visible)))
        .get(operation);
  }

  /** As the service wires them. */
  Map<HistoryOperation, RequestHandler> handlers(Operations.Stores stores) {
    var around = new Surroundings(Duration.ofDays(365), clock(), Runnable::run, () -> maxReply);
    Map<String, String> environment =
        Map.of(
            "SITE_ID",
            "tokyo",
            "NATS_URL",
            "nats://nowhere",
            "MONGO_URI",
            "mongodb://nowhere",
            "CASSANDRA_HOSTS",
            "nowhere",
            "MESSAGE_READ_MAX_BUCKETS",
            Integer.toString(maxBuckets));
    CanonicalEvents published = (event, requestId) -> events.add(event);
    var operations = new Operations(Config.from(environment), stores, published, around, () -> 0);
    Map<HistoryOperation, RequestHandler> handlers = new HashMap<>(operations.reads());
    handlers.putAll(operations.changes());
    return handlers;
  }

  private Optional<Membership> membership(String roomId, String account) {
    if (accessFailure != null) {
      throw accessFailure;
    }
    return roomId.equals("room1") ? Optional.ofNullable(members.get(account)) : Optional.empty();
  }

  static ReplyCounting counting(ReplyCounts counts, VisibleReplies visible) {
    return new ReplyCounting(counts, visible, clock(), _ -> {});
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
    return ask(handler, account, "room1", body);
  }

  static String ask(RequestHandler handler, String account, String roomId, byte[] body)
      throws Exception {
    Reply reply =
        handler.handle(
            new Request(
                "chat.user.%s.request.room.%s.tokyo.msg.x".formatted(account, roomId),
                Map.of("account", account, "roomID", roomId),
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
