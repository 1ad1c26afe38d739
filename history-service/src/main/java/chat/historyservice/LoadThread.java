package chat.historyservice;

import chat.historyservice.RoomTimesResolver.Resolution;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MessageBuckets;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import chat.model.ThreadMessagesRequest;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replies of a thread, newest first (09 §11). */
final class LoadThread implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LoadThread.class);
  private static final Reply NOTHING = Reply.success(new MessagePage(List.of(), "", false));

  private final RoomAccess access;
  private final MessageLookup lookup;
  private final ThreadStore threads;
  private final RoomTimesResolver roomTimes;
  private final CursorPages pages;
  private final MessageBuckets buckets;
  private final Surroundings around;

  LoadThread(
      RoomAccess access,
      MessageLookup lookup,
      ThreadStore threads,
      RoomTimesResolver roomTimes,
      CursorPages pages,
      MessageBuckets buckets,
      Surroundings around) {
    this.access = access;
    this.lookup = lookup;
    this.threads = threads;
    this.roomTimes = roomTimes;
    this.pages = pages;
    this.buckets = buckets;
    this.around = around;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    ThreadMessagesRequest in;
    try {
      in = Json.read(request.body(), ThreadMessagesRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    if (in.threadMessageId().isEmpty()) { // 1
      return Refusals.THREAD_ID_MISSING;
    }
    return switch (access.of(request)) { // 2
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> ofParent(request, in, since);
    };
  }

  private Reply ofParent(Request request, ThreadMessagesRequest in, @Nullable Instant since)
      throws InterruptedException {
    return switch (lookup.find(request.roomId(), in.threadMessageId())) { // 3
      case MessageLookup.Result.Refused(var refusal) -> refusal;
      case MessageLookup.Result.Found(var parent) -> {
        if (!parent.threadParentId().isEmpty()) { // 4
          yield Refusals.NOT_A_PARENT;
        }
        if (since != null && parent.createdAt().isBefore(since)) { // 5
          yield Refusals.THREAD_OUTSIDE_WINDOW;
        }
        yield replies(request, parent, in, since);
      }
    };
  }

  private Reply replies(
      Request request, StoredMessage parent, ThreadMessagesRequest in, @Nullable Instant since)
      throws InterruptedException {
    String thread;
    try {
      thread = threadOf(parent); // 6
    } catch (RuntimeException e) {
      return failed(e, parent, "");
    }
    if (thread.isEmpty()) {
      warnOfNoThread(request, parent);
      return NOTHING;
    }
    return switch (roomTimes.resolve(parent.roomId(), in.meta())) { // 8
      case Resolution.Refused(var refusal) -> refusal;
      case Resolution.Known(RoomTimes times) -> load(parent, thread, times, in, since);
    };
  }

  /** The stamp on the parent may have been missed for good: the thread itself knows better. */
  private String threadOf(StoredMessage parent) {
    Long replies = parent.tcount();
    return parent.threadRoomId().isEmpty() && replies != null && replies > 0
        ? threads.threadOf(parent.roomId(), parent.messageId()).orElse("")
        : parent.threadRoomId();
  }

  private static void warnOfNoThread(Request request, StoredMessage parent) {
    LOG.atWarn()
        .addKeyValue("roomID", parent.roomId())
        .addKeyValue("messageID", parent.messageId())
        .addKeyValue("messageCreatedAt", parent.createdAt())
        .addKeyValue("account", request.account())
        .log("thread fetch: parent has empty thread_room_id, returning no replies");
  }

  private Reply load(
      StoredMessage parent,
      String thread,
      RoomTimes times,
      ThreadMessagesRequest in,
      @Nullable Instant since)
      throws InterruptedException {
    WalkBounds bounds = WalkBounds.of(times, around.floor(), around.clock()).notBefore(since);
    Route route =
        Route.newestFirst(
                new Listing(parent.roomId(), thread),
                buckets.of(bounds.ceiling()),
                buckets.of(bounds.floor()))
            .ofSize(PageLimit.of(in.limit())); // 7
    try {
      return pages.load( // 9, 10
          route, in.cursor(), found -> MessageView.ofThread(found, parent.messageId(), since));
    } catch (RuntimeException e) {
      return failed(e, parent, thread);
    }
  }

  private static Reply failed(RuntimeException e, StoredMessage parent, String thread) {
    LOG.atError()
        .setCause(e)
        .addKeyValue("roomID", parent.roomId())
        .addKeyValue("threadRoomID", thread)
        .log("loading thread messages");
    return Refusals.THREAD_FAILED;
  }
}
