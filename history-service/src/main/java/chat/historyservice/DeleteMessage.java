package chat.historyservice;

import chat.historyservice.MessageChanges.Deletion;
import chat.historyservice.MessageChanges.Outcome;
import chat.model.DeleteMessageReply;
import chat.model.DeleteMessageRequest;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.model.Timestamps;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.stores.ReplyCounting;
import chat.stores.ReplyCounts.Counted;
import chat.stores.VisibleReplies;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks a message as deleted; what it said stays stored (09 §14).
 *
 * <p>The place in the room or thread is written last, behind the count of replies: as long as it
 * does not say "deleted", the next attempt completes what this one began.
 */
final class DeleteMessage implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteMessage.class);

  private final RoomAccess access;
  private final MessageLookup lookup;
  private final MessageChanges changes;
  private final MessageCopies copies;
  private final ReplyCounting counting;
  private final CanonicalEvents events;
  private final String siteId;
  private final Clock clock;

  DeleteMessage(
      RoomAccess access,
      MessageLookup lookup,
      MessageChanges changes,
      ReplyCounting counting,
      CanonicalEvents events,
      String siteId,
      Clock clock) {
    this.access = access;
    this.lookup = lookup;
    this.changes = changes;
    this.copies = new MessageCopies(changes);
    this.counting = counting;
    this.events = events;
    this.siteId = siteId;
    this.clock = clock;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    DeleteMessageRequest in;
    try {
      in = Json.read(request.body(), DeleteMessageRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted _ -> checked(request, in.messageId());
    };
  }

  private Reply checked(Request request, String messageId) throws InterruptedException {
    return switch (lookup.find(request.roomId(), messageId)) { // 2
      case MessageLookup.Result.Refused(var refusal) -> refusal;
      case MessageLookup.Result.Found(var message) -> {
        if (!Ownership.isOwn(message, request.account())) { // 3
          yield Refusals.NOT_THE_SENDERS_DELETE;
        }
        try {
          yield message.deleted()
              ? again(message, request.requestId()) // 4
              : delete(message, request.requestId()); // 5-7
        } catch (RuntimeException e) {
          LOG.atError().setCause(e).addKeyValue("messageID", messageId).log("delete: soft-delete");
          yield Refusals.DELETE_FAILED;
        }
      }
    };
  }

  private Reply delete(StoredMessage message, @Nullable String requestId)
      throws InterruptedException {
    MessageCopies.requirePlace(message);
    Instant now = Timestamps.toMillis(clock.instant());
    var deletion = new Deletion(now, hadReplies(message));
    return switch (changes.delete(message, deletion)) {
      case Outcome.Applied _ -> {
        boolean counted = countOff(message);
        complete(message, deletion, requestId);
        settleCounts(message, !counted);
        yield deleted(message, now);
      }
      case Outcome.Deleted _ -> deleted(message, changes.updatedAt(message)); // 6
      case Outcome.Missing _ -> Refusals.MESSAGE_UNKNOWN;
    };
  }

  private boolean countOff(StoredMessage message) throws InterruptedException {
    return counting.oneLess(counting.before(Counted.parentOf(message).orElse(null)));
  }

  /** When nobody sees the reply any more; also after a deletion that ended half-way. */
  private void settleCounts(StoredMessage message, boolean inDoubt) throws InterruptedException {
    Counted parent = Counted.parentOf(message).orElse(null);
    if (parent == null || message.threadRoomId().isEmpty()) {
      return;
    }
    var thread =
        new VisibleReplies.Place(
            message.roomId(), message.threadRoomId(), parent.createdAt(), message.createdAt());
    counting.settle(parent, thread, inDoubt);
  }

  private static boolean hadReplies(StoredMessage message) {
    Long replies = message.tcount();
    return replies != null && replies > 0;
  }

  private void complete(StoredMessage message, Deletion deletion, @Nullable String requestId)
      throws InterruptedException {
    copies.delete(message, deletion);
    events.publish(MessageEvents.deleted(message, deletion.at(), siteId), requestId); // 7
  }

  /** Completes a deletion that ended half-way. */
  private Reply again(StoredMessage message, @Nullable String requestId)
      throws InterruptedException {
    Instant before = message.updatedAt();
    if (copies.isBehind(message)) {
      Instant at = before == null ? Timestamps.toMillis(clock.instant()) : before;
      complete(message, new Deletion(at, hadReplies(message)), requestId);
    }
    settleCounts(message, true);
    return deleted(message, before);
  }

  private static Reply deleted(StoredMessage message, @Nullable Instant at) {
    return Reply.success(
        new DeleteMessageReply(message.messageId(), at == null ? 0 : at.toEpochMilli()));
  }
}
