package chat.roomservice;

import chat.model.AddMembersRequest;
import chat.model.Bots;
import chat.model.Json;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.List;
import java.util.Optional;

/** Member add (02 §9.7). */
final class AddMembers implements RequestHandler {
  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;
  private final UserStore users;
  private final SourcedMembers sources;
  private final AcceptJob accept;
  private final int maxRoomSize;

  AddMembers(
      SubscriptionStore subscriptions,
      RoomStore rooms,
      UserStore users,
      SourcedMembers sources,
      AcceptJob accept,
      int maxRoomSize) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
    this.users = users;
    this.sources = sources;
    this.accept = accept;
    this.maxRoomSize = maxRoomSize;
  }

  @Override
  public Reply handle(Request request) throws InterruptedException {
    Optional<Subscription> requester = subscriptions.find(request.roomId(), request.account()); // 1
    if (requester.isEmpty()) {
      return Refusals.requesterNotInRoom(request.account(), request.roomId());
    }
    Optional<Room> room = rooms.find(request.roomId()); // 2
    if (room.isEmpty()) {
      return Refusals.masked("add to a room that does not exist");
    }
    if (!room.get().type().equals(RoomType.CHANNEL)) { // 3
      return Refusals.NOT_A_CHANNEL_TO_ADD_TO;
    }
    if (room.get().restricted() && !TargetMember.owns(requester.get())) { // 4
      return Refusals.ONLY_OWNERS_ADD;
    }
    AddMembersRequest sent;
    try {
      sent = Json.read(request.body(), AddMembersRequest.class); // 5
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    if (!sent.roomId().isEmpty() && !sent.roomId().equals(request.roomId())) { // 6
      return Refusals.OTHER_ROOM;
    }
    if (Lists.orEmpty(sent.users()).stream().anyMatch(Bots::isBot)) { // 7
      return Refusals.BOT_IN_CHANNEL;
    }
    return add(request, sent, requester.get(), room.get());
  }

  private Reply add(Request request, AddMembersRequest sent, Subscription requester, Room room)
      throws InterruptedException {
    return switch (sources.gather(request.account(), sent.users(), sent.orgs(), sent.channels())) {
      case SourcedMembers.Result.Refused(Reply.Refusal refusal) -> refusal; // 8
      case SourcedMembers.Result.Known(var orgs, var accounts) -> { // 8, 9
        Optional<Reply.Refusal> phantom = sources.refuse(orgs, accounts); // 10
        if (phantom.isPresent()) {
          yield phantom.get();
        }
        long count = users.countNewMembersOf(room.id(), orgs, accounts); // 11
        if (room.userCount() + count > maxRoomSize) { // 12
          yield Refusals.roomIsFull(maxRoomSize, count, room.userCount());
        }
        yield accept.accept( // 13, 14
            RoomJob.MEMBER_ADD, request.requestId(), job(sent, requester, orgs, accounts));
      }
    };
  }

  private AddMembersRequest job(
      AddMembersRequest sent, Subscription requester, List<String> orgs, List<String> accounts) {
    return new AddMembersRequest(
        requester.roomId(),
        Lists.orNull(accounts),
        Lists.orNull(orgs),
        sent.channels(),
        sent.history(),
        requester.u().id(),
        requester.u().account(),
        accept.now());
  }
}
