package chat.historyservice;

import chat.model.GetMessageRequest;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.StoredMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message by its id, for clients and for message-gatekeeper (09 §10). */
final class GetMessage implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GetMessage.class);

  private final RoomAccess access;
  private final MessageStore messages;

  GetMessage(RoomAccess access, MessageStore messages) {
    this.access = access;
    this.messages = messages;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    GetMessageRequest in;
    try {
      in = Json.read(request.body(), GetMessageRequest.class);
    } catch (MalformedJsonException e) {
      return Refusals.MALFORMED;
    }
    return switch (access.of(request)) { // 1
      case Access.Denied(var refusal) -> refusal;
      case Access.Granted(var since) -> get(request.roomId(), in.messageId(), since);
    };
  }

  private Reply get(String roomId, String messageId, @Nullable Instant since)
      throws InterruptedException {
    if (messageId.isEmpty()) { // 2
      return Refusals.ID_MISSING;
    }
    Optional<StoredMessage> found;
    try {
      found = messages.find(messageId).filter(message -> message.roomId().equals(roomId));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("messageID", messageId).log("finding message");
      return Refusals.MESSAGE_FAILED;
    }
    if (found.isEmpty()) {
      return Refusals.MESSAGE_UNKNOWN;
    }
    if (since != null && found.get().createdAt().isBefore(since)) { // 3
      return Refusals.OUTSIDE_WINDOW;
    }
    return Reply.success(MessageView.of(found.get(), since)); // 4
  }
}
