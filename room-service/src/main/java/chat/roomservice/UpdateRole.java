package chat.roomservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Role;
import chat.model.Room;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.UpdateRoleRequest;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.Optional;

/** Role update (02 §9.5). */
final class UpdateRole implements RequestHandler {
  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;
  private final AcceptJob accept;

  UpdateRole(SubscriptionStore subscriptions, RoomStore rooms, AcceptJob accept) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
    this.accept = accept;
  }

  @Override
  public Reply handle(Request request) {
    UpdateRoleRequest sent;
    try {
      sent = Json.read(request.body(), UpdateRoleRequest.class); // 2
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    if (!sent.roomId().isEmpty() && !sent.roomId().equals(request.roomId())) { // 3
      return Refusals.OTHER_ROOM;
    }
    if (!sent.newRole().equals(Role.OWNER) && !sent.newRole().equals(Role.MEMBER)) { // 4
      return Refusals.NO_SUCH_ROLE;
    }
    Optional<Room> room = rooms.find(request.roomId()); // 5
    if (room.isEmpty()) {
      return Refusals.masked("role update in a room that does not exist");
    }
    if (!room.get().type().equals(RoomType.CHANNEL)) { // 6
      return Refusals.ROLES_OF_CHANNELS_ONLY;
    }
    Optional<Subscription> requester = subscriptions.find(request.roomId(), request.account()); // 7
    if (requester.isEmpty()) {
      return Refusals.masked("requester is not subscribed");
    }
    if (!TargetMember.owns(requester.get())) { // 8
      return Refusals.ONLY_OWNERS_UPDATE_ROLES;
    }
    Optional<Reply.Refusal> refusal = refuseTarget(request, sent); // 9-13
    return refusal.isPresent()
        ? refusal.get()
        : accept.accept( // 14, 15
            RoomJob.ROLE_UPDATE,
            request.requestId(),
            new UpdateRoleRequest(request.roomId(), sent.account(), sent.newRole(), accept.now()));
  }

  private Optional<Reply.Refusal> refuseTarget(Request request, UpdateRoleRequest sent) {
    Optional<TargetMember> target = subscriptions.findTarget(request.roomId(), sent.account()); // 9
    if (target.isEmpty()) {
      return Optional.of(Refusals.TARGET_NOT_A_MEMBER);
    }
    return sent.newRole().equals(Role.OWNER)
        ? refusePromotion(target.get())
        : refuseDemotion(request, target.get());
  }

  private static Optional<Reply.Refusal> refusePromotion(TargetMember target) {
    if (target.isOwner()) { // 10
      return Optional.of(Refusals.ALREADY_AN_OWNER);
    }
    return target.isInThroughAnOrgOnly() // 12
        ? Optional.of(Refusals.ONLY_INDIVIDUALS_OWN)
        : Optional.empty();
  }

  private Optional<Reply.Refusal> refuseDemotion(Request request, TargetMember target) {
    if (!target.isOwner()) { // 11
      return Optional.of(Refusals.NOT_AN_OWNER);
    }
    boolean oneself = target.subscription().u().account().equals(request.account());
    return oneself && subscriptions.count(request.roomId()).owners() <= 1 // 13
        ? Optional.of(Refusals.LAST_OWNER)
        : Optional.empty();
  }
}
