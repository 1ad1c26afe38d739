package chat.roomservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.ReadReceiptReply;
import chat.model.ReadReceiptRequest;
import chat.model.Reader;
import chat.model.User;
import chat.roomservice.MessageStore.SentMessage;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.List;
import java.util.Optional;

/** Read receipt (02 §9.9): who has read a message, for its sender. */
final class ListReaders implements RequestHandler {
  private final MessageStore messages;
  private final SubscriptionStore subscriptions;
  private final UserStore users;
  private final int maxRoomSize;

  ListReaders(
      MessageStore messages, SubscriptionStore subscriptions, UserStore users, int maxRoomSize) {
    this.messages = messages;
    this.subscriptions = subscriptions;
    this.users = users;
    this.maxRoomSize = maxRoomSize;
  }

  @Override
  public Reply handle(Request request) {
    String messageId;
    try {
      messageId = Json.read(request.body(), ReadReceiptRequest.class).messageId(); // 2
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    if (messageId.isEmpty()) { // 3
      return Refusals.MESSAGE_ID_MISSING;
    }
    Optional<SentMessage> message = messages.find(messageId); // 4, 5: its failure wins
    if (subscriptions.find(request.roomId(), request.account()).isEmpty()) { // 6
      return Refusals.NOT_A_MEMBER;
    }
    if (message.isEmpty()) { // 7
      return Refusals.MESSAGE_UNKNOWN;
    }
    if (!message.get().roomId().equals(request.roomId())) { // 8
      return Refusals.MESSAGE_OF_ANOTHER_ROOM;
    }
    if (!message.get().sender().equals(request.account())) { // 9
      return Refusals.NOT_THE_SENDER;
    }
    return Reply.success(new ReadReceiptReply(readers(message.get()))); // 10
  }

  private List<Reader> readers(SentMessage message) {
    List<String> userIds =
        subscriptions.seenSince(message.roomId(), message.createdAt(), message.sender());
    return users.findByIds(userIds, maxRoomSize).stream().map(ListReaders::reader).toList();
  }

  private static Reader reader(User user) {
    return new Reader(user.id(), user.account(), user.chineseName(), user.engName());
  }
}
