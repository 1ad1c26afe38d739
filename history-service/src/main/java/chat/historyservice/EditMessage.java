package chat.historyservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.historyservice.MessageChanges.Outcome;
import chat.model.EditMessageReply;
import chat.model.EditMessageRequest;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.model.Timestamps;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes what a message says (09 §13). */
final class EditMessage implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EditMessage.class);
  private static final int MOST_BYTES = 20_480;

  private final RoomAccess access;
  private final MessageLookup lookup;
  private final MessageChanges changes;
  private final MessageCopies copies;
  private final CanonicalEvents events;
  private final String siteId;
  private final Clock clock;

  EditMessage(
      RoomAccess access,
      MessageLookup lookup,
      MessageChanges changes,
      CanonicalEvents events,
      String siteId,
      Clock clock) {
    this.access = access;
    this.lookup = lookup;
    this.changes = changes;
    this.copies = new MessageCopies(changes);
    this.events = events;
    this.siteId = siteId;
    this.clock = clock;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    EditMessageRequest in;
    try {
      in = Json.read(request.body(), EditMessageRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted _ -> checked(request, in);
    };
  }

  private Reply checked(Request request, EditMessageRequest in) throws InterruptedException {
    return switch (lookup.find(request.roomId(), in.messageId())) { // 2
      case MessageLookup.Result.Refused(var refusal) -> refusal;
      case MessageLookup.Result.Found(var message) -> {
        if (message.deleted()) { // 3
          yield Refusals.MESSAGE_UNKNOWN;
        }
        if (!Ownership.isOwn(message, request.account())) { // 4
          yield Refusals.NOT_THE_SENDERS_EDIT;
        }
        if (WhiteSpace.isBlank(in.newMsg())) { // 5
          yield Refusals.TEXT_EMPTY;
        }
        yield in.newMsg().getBytes(UTF_8).length > MOST_BYTES // 6
            ? Refusals.TEXT_TOO_LARGE
            : edit(request, message, in.newMsg());
      }
    };
  }

  private Reply edit(Request request, StoredMessage message, String text)
      throws InterruptedException {
    Instant now = Timestamps.toMillis(clock.instant());
    Outcome outcome;
    try {
      outcome = write(message, text, now);
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("messageID", message.messageId())
          .log("edit: update content");
      return Refusals.EDIT_FAILED;
    }
    return switch (outcome) {
      case Outcome.Applied _ -> {
        events.publish(MessageEvents.edited(message, text, now, siteId), request.requestId());
        yield Reply.success(new EditMessageReply(message.messageId(), now.toEpochMilli()));
      }
      case Outcome.Deleted _, Outcome.Missing _ -> Refusals.MESSAGE_UNKNOWN;
    };
  }

  private Outcome write(StoredMessage message, String text, Instant at)
      throws InterruptedException {
    MessageCopies.requirePlace(message); // 0
    Outcome outcome = changes.edit(message, text, at); // 1
    if (outcome instanceof Outcome.Applied) {
      copies.edit(message, text, at); // 2, 3
    }
    return outcome;
  }
}
