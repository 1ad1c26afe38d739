package chat.historyservice;

import chat.model.GetMessageRequest;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message by its id, for clients and for message-gatekeeper (09 §10). */
final class GetMessage implements RequestHandler {
  private final RoomAccess access;
  private final MessageLookup lookup;

  GetMessage(RoomAccess access, MessageLookup lookup) {
    this.access = access;
    this.lookup = lookup;
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
    return switch (lookup.find(roomId, messageId)) { // 2
      case MessageLookup.Result.Refused(var refusal) -> refusal;
      case MessageLookup.Result.Found(var message) ->
          since != null && message.createdAt().isBefore(since) // 3
              ? Refusals.OUTSIDE_WINDOW
              : Reply.success(MessageView.of(message, since)); // 4
    };
  }
}
