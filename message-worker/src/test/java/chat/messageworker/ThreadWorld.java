package chat.messageworker;

import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;

import chat.model.Ids;
import chat.model.Json;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.OutboxEvent;
import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.User;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import chat.runtime.StreamPublisher;
import chat.stores.InMemoryUserDirectory;
import chat.stores.ReplyCounting;
import chat.stores.ReplyCounts;
import chat.stores.VisibleReplies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The service over stores in memory, at site tokyo. */
final class ThreadWorld {
  static final Instant NOW = Instant.parse("2026-02-02T03:00:00.123456Z");

  /** An event that went to another site. */
  record Sent(String subject, String requestId, String messageId, OutboxEvent event) {
    ThreadSubscription subscription() {
      try {
        return Json.read(event.payload().toArray(), ThreadSubscription.class);
      } catch (chat.model.MalformedJsonException e) {
        throw new AssertionError(e);
      }
    }
  }

  final InMemoryUserDirectory users = new InMemoryUserDirectory(KENJI, MARIE);
  final InMemoryMessageStore messages = new InMemoryMessageStore();
  final InMemoryReplyStore replies = new InMemoryReplyStore(messages);
  final InMemoryThreadStore threads = new InMemoryThreadStore();
  final List<Sent> sent = new ArrayList<>();

  /** Replies whose deletion was begun. */
  final Set<String> deletions = new LinkedHashSet<>();

  final Numbered numbered;
  final ReplyCounting counting;
  private final SaveMessage save;

  ThreadWorld(Numbered.Happening happening) {
    numbered = new Numbered(happening);
    var people = new People(users, 0, Duration.ZERO, () -> 0);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    StreamPublisher publisher =
        (subject, requestId, messageId, body) -> {
          try {
            sent.add(new Sent(subject, requestId, messageId, Json.read(body, OutboxEvent.class)));
          } catch (chat.model.MalformedJsonException e) {
            throw new AssertionError(e);
          }
          return new StreamPublisher.Stored(sent.size(), false);
        };
    ReplyStore store = numbered.of(ReplyStore.class, replies);
    counting =
        new ReplyCounting(
            numbered.of(ReplyCounts.class, replies),
            numbered.of(VisibleReplies.class, replies),
            clock,
            _ -> {});
    var saveReply =
        new SaveReply(
            people,
            store,
            numbered.of(ThreadStore.class, threads),
            new ThreadEvents(numbered.of(StreamPublisher.class, publisher), "tokyo", clock),
            counting,
            new Ids(clock));
    save = new SaveMessage(people, messages, saveReply, 5);
  }

  ThreadWorld() {
    this((call, done) -> {});
  }

  /** "root", a message of marie. */
  ThreadWorld withParent() {
    return withParent(MARIE);
  }

  ThreadWorld withParent(User by) {
    Message root =
        new Message(
            "root",
            "room1",
            by.id(),
            by.account(),
            "root",
            List.of(),
            Samples.PARENT_AT,
            null,
            null,
            "",
            null,
            false,
            "",
            chat.model.Bytes.EMPTY,
            null);
    messages.save(new Written(root, by, List.of(), "tokyo").stored());
    return this;
  }

  Outcome deliver(Message message, long attempt) throws Exception {
    byte[] body = Json.write(new MessageEvent("created", message, "tokyo", 5));
    return save.handle(new Delivery("chat.msg.canonical.tokyo.created", body, "r1", 1, attempt));
  }

  Outcome deliver(Message message) throws Exception {
    return deliver(message, 1);
  }

  ThreadRoom thread() {
    return threads.byParent.get("root");
  }

  VisibleReplies.Place place() {
    return new VisibleReplies.Place(
        "room1", thread().id(), thread().createdAt(), thread().lastMsgAt());
  }

  Integer count(ReplyCounts.Table table) {
    return replies.count(table, "root");
  }
}
