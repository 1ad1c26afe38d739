package chat.roomservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RemoveMemberRequest;
import chat.model.Room;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import java.util.Optional;

/** Member remove (02 §9.6): a person, an org, oneself. Most refusals are masked. */
final class RemoveMember implements RequestHandler {
  private final SubscriptionStore subscriptions;
  private final RoomStore rooms;
  private final AcceptJob accept;

  RemoveMember(SubscriptionStore subscriptions, RoomStore rooms, AcceptJob accept) {
    this.subscriptions = subscriptions;
    this.rooms = rooms;
    this.accept = accept;
  }

  @Override
  public Reply handle(Request request) {
    RemoveMemberRequest sent;
    try {
      sent = Json.read(request.body(), RemoveMemberRequest.class); // 2
    } catch (MalformedJsonException e) {
      return Refusals.malformed(e);
    }
    if (!sent.roomId().isEmpty() && !sent.roomId().equals(request.roomId())) { // 3
      return Refusals.masked("room ID mismatch");
    }
    Optional<Room> room = rooms.find(request.roomId()); // 4
    if (room.isEmpty()) {
      return Refusals.masked("remove from a room that does not exist");
    }
    if (!room.get().type().equals(RoomType.CHANNEL)) { // 5
      return Refusals.masked(
          "remove-member only supported on channel rooms, got " + room.get().type());
    }
    if (sent.account().isEmpty() == sent.orgId().isEmpty()) { // 6
      return Refusals.masked("exactly one of account or orgId must be set");
    }
    Optional<Reply.Refusal> refusal =
        sent.orgId().isEmpty() ? refusePerson(request, sent.account()) : refuseUnlessOwner(request);
    return refusal.isPresent()
        ? refusal.get()
        : accept.accept(RoomJob.MEMBER_REMOVE, request.requestId(), job(request, sent));
  }

  private Optional<Reply.Refusal> refusePerson(Request request, String account) {
    Optional<TargetMember> target = subscriptions.findTarget(request.roomId(), account); // 7
    if (target.isEmpty()) {
      return Optional.of(Refusals.masked("target is not subscribed"));
    }
    if (target.get().isInThroughAnOrgOnly()) { // 8
      return Optional.of(Refusals.masked("org members cannot leave individually"));
    }
    if (!account.equals(request.account())) { // 9
      Optional<Reply.Refusal> refusal = refuseUnlessOwner(request);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    MemberCounts counts = subscriptions.count(request.roomId()); // 10
    if (counts.members() <= 1) { // 11
      return Optional.of(Refusals.masked("cannot remove the last member of the room"));
    }
    return target.get().isOwner() && counts.owners() <= 1 // 12
        ? Optional.of(Refusals.masked("last owner cannot leave the room"))
        : Optional.empty();
  }

  private Optional<Reply.Refusal> refuseUnlessOwner(Request request) {
    Optional<Subscription> requester = subscriptions.find(request.roomId(), request.account());
    if (requester.isEmpty()) {
      return Optional.of(Refusals.masked("requester is not subscribed"));
    }
    return TargetMember.owns(requester.get())
        ? Optional.empty()
        : Optional.of(Refusals.ONLY_OWNERS_REMOVE);
  }

  /** No key version: the worker compares with what stands then (00 row 1). */
  private RemoveMemberRequest job(Request request, RemoveMemberRequest sent) {
    return new RemoveMemberRequest(
        request.roomId(),
        request.account(),
        sent.account(),
        sent.orgId(),
        accept.now(),
        RoomType.CHANNEL);
  }
}
