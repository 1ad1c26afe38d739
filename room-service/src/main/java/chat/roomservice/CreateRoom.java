package chat.roomservice;

import chat.model.Bots;
import chat.model.ChannelRef;
import chat.model.CreateRoomRequest;
import chat.model.Ids;
import chat.model.Json;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.RoomType;
import chat.model.SubjectParser;
import chat.model.User;
import chat.model.WhiteSpace;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.List;
import java.util.Optional;

/**
 * Create room (02 §9.1): checks what needs no store, classifies, and leaves the rest to the type.
 */
final class CreateRoom implements RequestHandler {
  private static final int NAME_LIMIT = 100;

  private final UserStore users;
  private final DirectRooms directRooms;
  private final ChannelRooms channels;
  private final AcceptRoom accept;

  CreateRoom(UserStore users, DirectRooms directRooms, ChannelRooms channels, AcceptRoom accept) {
    this.users = users;
    this.directRooms = directRooms;
    this.channels = channels;
    this.accept = accept;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    Optional<String> account = SubjectParser.createRoomAccount(request.subject()); // 1
    if (account.isEmpty()) {
      return Refusals.masked("invalid create subject");
    }
    if (request.requestId() == null) { // 2
      return Refusals.REQUEST_ID_MISSING;
    }
    if (!Ids.isRequestId(request.requestId())) { // 3
      return Refusals.REQUEST_ID_MALFORMED;
    }
    try {
      return create(
          Json.read(request.body(), CreateRoomRequest.class),
          account.get(),
          request.requestId()); // 4
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
  }

  private Reply create(CreateRoomRequest sent, String account, String requestId)
      throws InterruptedException {
    List<String> named = Lists.distinct(Lists.orEmpty(sent.users())); // 6
    List<String> others = named.stream().filter(user -> !user.equals(account)).toList();
    Optional<Reply.Refusal> refusal = refusedByShape(sent, named, others); // 5, 7-11
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<User> requester = users.find(account); // 12
    if (requester.isEmpty()) {
      return Refusals.USER_UNKNOWN;
    }
    if (!hasNames(requester.get())) { // 13
      return Refusals.NAMES_MISSING;
    }
    var checked = new RoomDraft.Checked(withUsers(sent, others), requester.get());
    RoomDraft draft = isDirect(sent, others) ? directRooms.draft(checked) : channels.draft(checked);
    return switch (draft) {
      case RoomDraft.Refused(Reply.Refusal refused) -> refused;
      case RoomDraft.Ready ready -> accept.accept(checked, ready, requestId);
    };
  }

  /** Steps 5 and 7 to 11: no store is touched. */
  private static Optional<Reply.Refusal> refusedByShape(
      CreateRoomRequest sent, List<String> named, List<String> others) {
    List<ChannelRef> sources = Lists.orEmpty(sent.channels());
    List<String> orgs = Lists.orEmpty(sent.orgs());
    boolean onlyUsers = sent.name().isEmpty() && orgs.isEmpty() && sources.isEmpty();
    if (onlyUsers && Lists.orEmpty(sent.users()).isEmpty()) { // 5
      return Optional.of(Refusals.NOTHING_TO_CREATE);
    }
    if (onlyUsers && named.size() == 1 && others.isEmpty()) { // 7
      return Optional.of(Refusals.DM_WITH_ONESELF);
    }
    if (isDirect(sent, others)) { // 8
      return Optional.empty();
    }
    if (WhiteSpace.isBlank(sent.name())) { // 9
      return Optional.of(Refusals.CHANNEL_WITHOUT_NAME);
    }
    if (sent.name().codePointCount(0, sent.name().length()) > NAME_LIMIT) { // 10
      return Optional.of(Refusals.CHANNEL_NAME_TOO_LONG);
    }
    return others.stream().anyMatch(Bots::isBot) // 11
        ? Optional.of(Refusals.BOT_IN_CHANNEL)
        : Optional.empty();
  }

  /** Step 8: a DM is nothing but one other person. */
  private static boolean isDirect(CreateRoomRequest sent, List<String> others) {
    return sent.name().isEmpty()
        && Lists.orEmpty(sent.orgs()).isEmpty()
        && Lists.orEmpty(sent.channels()).isEmpty()
        && others.size() == 1;
  }

  /** A DM's type follows from whom it is with. */
  static String directType(String counterpart) {
    return Bots.isBot(counterpart) ? RoomType.BOT_DM : RoomType.DM;
  }

  static boolean hasNames(User user) {
    return !user.engName().isEmpty() && !user.chineseName().isEmpty();
  }

  private static CreateRoomRequest withUsers(CreateRoomRequest sent, List<String> users) {
    return new CreateRoomRequest(
        sent.name(), users, sent.orgs(), sent.channels(), List.of(), List.of(), "", "", "", 0);
  }
}
