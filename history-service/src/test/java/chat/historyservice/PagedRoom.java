package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;

import chat.model.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A room of random messages, many of them of one time, over many windows: what is to be seen there,
 * worked out without a store. The first one has a thread.
 */
final class PagedRoom {
  static final String READER = "kenji";
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int[] SPANS_DAYS = {1, 20, 90};

  final String id;
  final Instant createdAt;
  final @Nullable Instant lastMsgAt;
  final @Nullable Instant since;
  private final Random random;
  private final Map<String, Told> told = new LinkedHashMap<>();
  private final List<Instant> times = new ArrayList<>();

  /** A message, and where it is listed. */
  record Told(StoredMessage message, boolean inRoom, boolean inThread) {}

  PagedRoom(Random random, String id) {
    this.random = random;
    this.id = id;
    Duration span = Duration.ofDays(SPANS_DAYS[random.nextInt(SPANS_DAYS.length)]);
    createdAt = NOW.minus(span).minusSeconds(random.nextInt(100_000));
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      tell(time(span));
    }
    lastMsgAt =
        random.nextInt(4) == 0 ? null : times.stream().max(Comparator.naturalOrder()).orElse(null);
    since = random.nextBoolean() ? null : anyTime();
  }

  private Instant time(Duration span) {
    Instant time =
        !times.isEmpty() && random.nextInt(5) < 2
            ? times.get(random.nextInt(times.size()))
            : NOW.minusMillis(1 + random.nextLong(span.toMillis()));
    times.add(time);
    return time;
  }

  private void tell(Instant at) {
    StoredMessage plain = Samples.plain(id, newId(), at, text());
    Told root = told.isEmpty() ? null : told.values().iterator().next();
    boolean isReply =
        root != null && random.nextInt(4) == 0 && !at.isBefore(root.message().createdAt());
    boolean shown = isReply && random.nextInt(3) == 0;
    StoredMessage message =
        isReply
            ? new Change(plain)
                .tshow(shown)
                .threadParentId(root.message().messageId())
                .threadParentCreatedAt(root.message().createdAt())
                .threadRoomId("thread-" + id)
                .make()
            : root == null ? new Change(plain).threadRoomId("thread-" + id).make() : plain;
    told.put(message.messageId(), new Told(message, !isReply || shown, isReply));
  }

  private String newId() {
    var name = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name + id; // several seeds make one sequence
  }

  String text() {
    return "x".repeat(random.nextInt(80)) + random.nextInt();
  }

  /** One that a message has, or is near to. */
  Instant anyTime() {
    return times.isEmpty()
        ? createdAt
        : times.get(random.nextInt(times.size())).plusMillis(random.nextInt(3) - 1L);
  }

  List<Told> all() {
    return List.copyOf(told.values());
  }

  void changed(String messageId, Change change) {
    Told before = told.get(messageId);
    told.put(messageId, new Told(change.make(), before.inRoom(), before.inThread()));
  }

  StoredMessage message(String messageId) {
    return told.get(messageId).message();
  }

  @Nullable StoredMessage threadParent() {
    return told.isEmpty() ? null : told.values().iterator().next().message();
  }

  /** What the reader may see of the room in that range of time, oldest first. */
  List<String> visible(Predicate<Instant> range) {
    return sorted(
        told.values().stream()
            .filter(Told::inRoom)
            .map(Told::message)
            .filter(message -> since == null || !message.createdAt().isBefore(since))
            .filter(message -> range.test(message.createdAt())));
  }

  /** The thread's, newest first. */
  List<String> replies() {
    return sorted(told.values().stream().filter(Told::inThread).map(Told::message)).reversed();
  }

  private static List<String> sorted(Stream<StoredMessage> messages) {
    return messages.sorted(InMemoryMessageStore.BY_TIME).map(StoredMessage::messageId).toList();
  }
}
