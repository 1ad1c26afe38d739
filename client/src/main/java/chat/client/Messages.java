package chat.client;

import chat.model.DeleteMessageReply;
import chat.model.DeleteMessageRequest;
import chat.model.EditMessageReply;
import chat.model.EditMessageRequest;
import chat.model.GetMessageRequest;
import chat.model.HistoryOperation;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.LoadNextRequest;
import chat.model.LoadSurroundingReply;
import chat.model.LoadSurroundingRequest;
import chat.model.Message;
import chat.model.MessagePage;
import chat.model.SendRequest;
import chat.model.StoredMessage;
import chat.model.Subjects;
import chat.model.ThreadMessagesRequest;
import chat.model.ThreadParentsReply;
import chat.model.ThreadParentsRequest;

/** Saying and reading (contract 07, 09). Each call waits for its answer. */
public final class Messages {

  private final Requests requests;
  private final String account;

  Messages(Requests requests) {
    this.requests = requests;
    this.account = requests.account();
  }

  /** Sends a message and waits until the room's site has accepted it. */
  public Answer<Message> send(RoomRef room, Draft draft) throws InterruptedException {
    return send(room, requests.ids().newMessageId(), draft);
  }

  /**
   * Sends a message under an id of the caller's choice. After a missing answer the same id may be
   * sent again: within two minutes it is stored once.
   *
   * @param messageId 20 characters of base62
   */
  public Answer<Message> send(RoomRef room, String messageId, Draft draft)
      throws InterruptedException {
    String requestId = requests.ids().newRequestId();
    SendRequest request =
        new SendRequest(
            messageId,
            draft.content(),
            requestId,
            draft.threadParentMessageId(),
            draft.threadParentMessageCreatedAt(),
            draft.quotedParentMessageId());
    return requests.publish(
        Subjects.send(account, room.roomId(), room.siteId()), requestId, request, Message.class);
  }

  /** The newest page before a time. */
  public Answer<LoadHistoryReply> history(RoomRef room, LoadHistoryRequest page)
      throws InterruptedException {
    return ask(room, HistoryOperation.HISTORY, page, LoadHistoryReply.class);
  }

  /** The page after a time. */
  public Answer<MessagePage> next(RoomRef room, LoadNextRequest page) throws InterruptedException {
    return ask(room, HistoryOperation.NEXT, page, MessagePage.class);
  }

  /** A message and its neighbours. */
  public Answer<LoadSurroundingReply> surrounding(RoomRef room, LoadSurroundingRequest page)
      throws InterruptedException {
    return ask(room, HistoryOperation.SURROUNDING, page, LoadSurroundingReply.class);
  }

  /** One message. */
  public Answer<StoredMessage> get(RoomRef room, String messageId) throws InterruptedException {
    return ask(room, HistoryOperation.GET, new GetMessageRequest(messageId), StoredMessage.class);
  }

  /** The replies of a thread. */
  public Answer<MessagePage> thread(RoomRef room, ThreadMessagesRequest page)
      throws InterruptedException {
    return ask(room, HistoryOperation.THREAD, page, MessagePage.class);
  }

  /**
   * The messages of a room that have threads.
   *
   * @param page its filter is {@code all}, {@code following} or {@code unread}
   */
  public Answer<ThreadParentsReply> threads(RoomRef room, ThreadParentsRequest page)
      throws InterruptedException {
    return ask(room, HistoryOperation.THREAD_PARENT, page, ThreadParentsReply.class);
  }

  /** Changes what an own message says. */
  public Answer<EditMessageReply> edit(RoomRef room, String messageId, String content)
      throws InterruptedException {
    return ask(
        room,
        HistoryOperation.EDIT,
        new EditMessageRequest(messageId, content),
        EditMessageReply.class);
  }

  /** Takes an own message back. */
  public Answer<DeleteMessageReply> delete(RoomRef room, String messageId)
      throws InterruptedException {
    return ask(
        room,
        HistoryOperation.DELETE,
        new DeleteMessageRequest(messageId),
        DeleteMessageReply.class);
  }

  private <T extends Record> Answer<T> ask(
      RoomRef room, HistoryOperation operation, Record body, Class<T> type)
      throws InterruptedException {
    return requests.ask(
        Subjects.history(account, room.roomId(), room.siteId(), operation), body, type);
  }
}
