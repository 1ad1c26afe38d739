package chat.gatekeeper;

import chat.model.ErrorCode;
import chat.model.ErrorReply;
import chat.model.GetMessageRequest;
import chat.model.HistoryOperation;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.QuotedParentMessage;
import chat.model.StoredMessage;
import chat.model.Subjects;
import chat.runtime.Requester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks history-service on the sender's behalf, so that only what the sender may read can be quoted
 * (07 §7).
 */
final class HistoryQuotes implements Quotes {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Requester requester;
  private final String chatBaseUrl;

  HistoryQuotes(Requester requester, String chatBaseUrl) {
    this.requester = requester;
    this.chatBaseUrl = chatBaseUrl;
  }

  @Override
  public Quote resolve(Submission in) throws InterruptedException {
    String id = in.request().quotedParentMessageId();
    if (id.isEmpty()) {
      return new Quote.Found(null);
    }
    String subject = Subjects.history(in.account(), in.roomId(), in.siteId(), HistoryOperation.GET);
    byte[] question = Json.write(new GetMessageRequest(id));
    // no request id: the question is the fleet's own
    return switch (requester.request(subject, null, question, TIMEOUT)) { // 1
      case Requester.Answer.Replied(byte[] body) -> read(in, body);
      case Requester.Answer.NoResponders() -> // 2
          refused(id, "history request: nats: no responders available for request");
      case Requester.Answer.TimedOut() ->
          new Quote.Unanswered(Refusals.quote(id, "history request: context deadline exceeded"));
    };
  }

  private Quote read(Submission in, byte[] body) {
    String id = in.request().quotedParentMessageId();
    Optional<ErrorReply> error = error(body); // 3
    if (error.isPresent()) {
      String cause = "history response error: " + error.get().error();
      return error.get().code().equals(ErrorCode.UNAVAILABLE)
          ? new Quote.Unanswered(Refusals.quote(id, cause))
          : refused(id, cause);
    }
    try {
      QuotedParentMessage snapshot = snapshot(Json.read(body, StoredMessage.class)); // 4, 5
      String thread = in.request().threadParentMessageId();
      return snapshot.threadParentId().equals(thread) // 6
          ? new Quote.Found(snapshot)
          : new Quote.Refused(Refusals.otherThread(id, snapshot.threadParentId(), thread));
    } catch (MalformedJsonException e) {
      return refused(id, "unmarshal parent message: " + e.reason());
    }
  }

  /** An error reply is an object with a non-empty {@code error} (01 §6.4). */
  private static Optional<ErrorReply> error(byte[] body) {
    try {
      return Optional.of(Json.read(body, ErrorReply.class)).filter(e -> !e.error().isEmpty());
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private QuotedParentMessage snapshot(StoredMessage quoted) {
    return new QuotedParentMessage(
        quoted.messageId(),
        quoted.roomId(),
        quoted.sender(),
        quoted.createdAt(),
        quoted.msg(),
        quoted.mentions(),
        List.of(),
        chatBaseUrl + "/" + quoted.roomId() + "/" + quoted.messageId(),
        quoted.threadParentId(),
        quoted.threadParentCreatedAt());
  }

  private static Quote refused(String id, String cause) {
    return new Quote.Refused(Refusals.quote(id, cause));
  }
}
