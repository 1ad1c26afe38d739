package chat.historyservice;

import chat.historyservice.ThreadStore.Filter;
import chat.historyservice.ThreadStore.Parent;
import chat.historyservice.ThreadStore.Threads;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.model.ThreadParentsReply;
import chat.model.ThreadParentsRequest;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.stores.Page;
import chat.stores.PageWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of a room that have threads, those with the latest reply first (09 §12). */
final class LoadThreadParents implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoadThreadParents.class);

  private final RoomAccess access;
  private final ThreadStore threads;
  private final MessageStore messages;
  private final Surroundings around;

  LoadThreadParents(
      RoomAccess access, ThreadStore threads, MessageStore messages, Surroundings around) {
    this.access = access;
    this.threads = threads;
    this.messages = messages;
    this.around = around;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    ThreadParentsRequest in;
    try {
      in = Json.read(request.body(), ThreadParentsRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> parents(request, in, since);
    };
  }

  private Reply parents(Request request, ThreadParentsRequest in, @Nullable Instant since)
      throws InterruptedException {
    Optional<Filter> filter = filter(in.filter()); // 2
    return filter.isEmpty()
        ? Refusals.unknownFilter(in.filter())
        : page(
            new Threads(
                request.roomId(),
                filter.get(),
                request.account(),
                since,
                PageWindow.of(in.offset(), in.limit()))); // 3
  }

  private static Optional<Filter> filter(String text) {
    return switch (text) {
      case "", "all" -> Optional.of(Filter.ALL);
      case "following" -> Optional.of(Filter.FOLLOWING);
      case "unread" -> Optional.of(Filter.UNREAD);
      default -> Optional.empty();
    };
  }

  private Reply page(Threads wanted) throws InterruptedException {
    Page<Parent> page;
    try {
      page = threads.parents(wanted); // 4
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("roomID", wanted.roomId())
          .addKeyValue("filter", wanted.filter())
          .log("loading thread rooms from MongoDB");
      return Refusals.PARENTS_FAILED;
    }
    List<String> ids = page.items().stream().map(Parent::messageId).distinct().toList(); // 6
    try {
      return reply(wanted, ids, page.total());
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("roomID", wanted.roomId())
          .log("hydrating thread parent messages from Cassandra");
      return Refusals.PARENTS_FAILED;
    }
  }

  private Reply reply(Threads wanted, List<String> ids, long total) throws InterruptedException {
    Map<String, StoredMessage> found = new HashMap<>();
    if (!ids.isEmpty()) { // 5
      messages.findAll(ids).forEach(message -> found.put(message.messageId(), message)); // 7
    }
    List<StoredMessage> parents =
        ids.stream()
            .filter(found::containsKey)
            .map(found::get)
            .filter(parent -> mayRead(wanted, parent)) // 8
            .toList();
    Reply reply =
        Reply.success(new ThreadParentsReply(MessageView.of(parents, wanted.since()), total)); // 9
    if (reply.bytes().length > around.maxReply().getAsLong()) {
      throw new IllegalStateException("a reply of " + reply.bytes().length + " bytes");
    }
    return reply;
  }

  private static boolean mayRead(Threads wanted, StoredMessage parent) {
    if (!parent.roomId().equals(wanted.roomId())) {
      LOG.atWarn()
          .addKeyValue("messageID", parent.messageId())
          .addKeyValue("gotRoom", parent.roomId())
          .addKeyValue("wantRoom", wanted.roomId())
          .log("thread parent message belongs to unexpected room");
      return false;
    }
    return wanted.since() == null || !parent.createdAt().isBefore(wanted.since());
  }
}
