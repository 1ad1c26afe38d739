package chat.gatekeeper;

import chat.gatekeeper.CanonicalMessages.Publication;
import chat.gatekeeper.Quotes.Quote;
import chat.gatekeeper.SendOutcome.Accepted;
import chat.gatekeeper.SendOutcome.Refused;
import chat.gatekeeper.SendOutcome.Unanswered;
import chat.model.Bytes;
import chat.model.Ids;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.QuotedParentMessage;
import chat.model.SendRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts one message (07 §4, steps 4–14). */
final class SendMessage {
  private static final Logger LOG = LoggerFactory.getLogger(SendMessage.class);
  private static final int MAX_CONTENT_BYTES = 20480;
  private static final long FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final MemberStore members;
  private final RoomSizes rooms;
  private final Quotes quotes;
  private final CanonicalMessages canonical;
  private final Clock clock;
  private final long largeRoomThreshold;

  SendMessage(
      MemberStore members,
      RoomSizes rooms,
      Quotes quotes,
      CanonicalMessages canonical,
      Clock clock,
      long largeRoomThreshold) {
    this.members = members;
    this.rooms = rooms;
    this.quotes = quotes;
    this.canonical = canonical;
    this.clock = clock;
    this.largeRoomThreshold = largeRoomThreshold;
  }

  /**
   * @throws RuntimeException when a store or the stream fails
   */
  SendOutcome handle(Submission in) throws InterruptedException {
    Refused invalid = check(in.request()); // 4-8
    if (invalid != null) {
      return invalid;
    }
    Optional<Member> member = members.find(in.roomId(), in.account()); // 9
    if (member.isEmpty()) {
      return Refusals.notSubscribed(in.account(), in.roomId());
    }
    if (blockedByRoomSize(in, member.get())) { // 10
      return Refusals.LARGE_ROOM;
    }
    Instant now = clock.instant(); // 11: before the quote is looked for
    return switch (quotes.resolve(in)) { // 12
      case Quote.Refused(Refused refusal) -> refusal;
      case Quote.Unanswered(Refused lastWord) -> new Unanswered(lastWord);
      case Quote.Found(QuotedParentMessage quote) ->
          publish(in, message(in, member.get(), now, quote), now); // 13, 14
    };
  }

  private static @Nullable Refused check(SendRequest request) {
    String parent = request.threadParentMessageId();
    if (!Ids.isMessageId(request.id())) { // 4
      return Refusals.messageId(request.id());
    }
    if (!parent.isEmpty() && !Ids.isMessageId(parent)) { // 5
      return Refusals.threadParentId(parent);
    }
    if (request.content().isEmpty()) { // 6
      return Refusals.EMPTY_CONTENT;
    }
    if (isTooLarge(request.content())) { // 7
      return Refusals.CONTENT_TOO_LARGE;
    }
    Long parentMillis = request.threadParentMessageCreatedAt();
    if (!parent.isEmpty() && parentMillis == null) { // 8
      return Refusals.THREAD_TIME_MISSING;
    }
    return parentMillis == null || isTime(parentMillis) ? null : Refusals.MALFORMED;
  }

  /** RFC 3339, which the canonical event needs, ends with the year 9999. */
  private static boolean isTime(long millis) {
    return millis >= FIRST_TIME && millis <= LAST_TIME;
  }

  /** Short texts, nearly all, are not encoded to be measured: a char is three bytes at the most. */
  private static boolean isTooLarge(String content) {
    return content.length() > MAX_CONTENT_BYTES / 3
        && content.getBytes(StandardCharsets.UTF_8).length > MAX_CONTENT_BYTES;
  }

  private boolean blockedByRoomSize(Submission in, Member member) throws InterruptedException {
    if (!in.request().threadParentMessageId().isEmpty() || member.passesLargeRooms()) {
      return false;
    }
    OptionalLong count = rooms.members(in.roomId());
    if (count.isEmpty()) {
      throw new IllegalStateException("room " + in.roomId() + " has no document");
    }
    boolean blocked = count.getAsLong() > largeRoomThreshold;
    if (blocked) {
      LOG.atInfo()
          .addKeyValue("reason", Refusals.LARGE_ROOM.code())
          .addKeyValue("account", in.account())
          .addKeyValue("roomID", in.roomId())
          .addKeyValue("userCount", count.getAsLong())
          .addKeyValue("threshold", largeRoomThreshold)
          .log("send blocked");
    }
    return blocked;
  }

  private static Message message(
      Submission in, Member member, Instant now, @Nullable QuotedParentMessage quote) {
    SendRequest request = in.request();
    Long parentMillis = request.threadParentMessageCreatedAt();
    return new Message(
        request.id(),
        in.roomId(),
        member.userId(),
        member.account(),
        request.content(),
        List.of(),
        now,
        null,
        null,
        request.threadParentMessageId(),
        parentMillis == null ? null : Instant.ofEpochMilli(parentMillis),
        false,
        "",
        Bytes.EMPTY,
        quote);
  }

  private SendOutcome publish(Submission in, Message message, Instant now) {
    var event =
        new MessageEvent(MessageEventType.CREATED, message, in.siteId(), now.toEpochMilli());
    return switch (canonical.publish(event, in.requestId())) {
      case Publication.Stored() -> new Accepted(message);
      case Publication.Known(Message first) -> known(message, first);
    };
  }

  /** The sender's own message again is answered as it is stored; a stranger's is not theirs. */
  private static SendOutcome known(Message message, @Nullable Message first) {
    if (first == null) {
      return new Accepted(message);
    }
    return first.userAccount().equals(message.userAccount())
            && first.roomId().equals(message.roomId())
        ? new Accepted(first)
        : Refusals.idTaken(message.id());
  }
}
