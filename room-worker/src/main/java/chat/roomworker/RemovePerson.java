package chat.roomworker;

import chat.model.DedupIds;
import chat.model.MemberLeftData;
import chat.model.MemberRemoved;
import chat.model.MemberRemovedData;
import chat.model.OutboxType;
import chat.model.RemoveMemberRequest;
import chat.model.Role;
import chat.model.SystemMessageSuffix;
import chat.model.SystemMessageType;
import chat.runtime.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes one member, or lets one go (03 §8.2). */
final class RemovePerson {
  private final RemovePlanning planning;
  private final Removal removal;
  private final RoleChange roles;
  private final JobEvents events;
  private final String siteId;

  RemovePerson(
      RemovePlanning planning, Removal removal, RoleChange roles, JobEvents events, String siteId) {
    this.planning = planning;
    this.removal = removal;
    this.roles = roles;
    this.events = events;
    this.siteId = siteId;
  }

  Optional<Refused> remove(RemoveMemberRequest job, Delivery delivery, String requestId) {
    return switch (planning.person(job, delivery)) { // 1, 10
      case RemovePlanning.Result.Impossible<RemovePersonPlan>(Refused refused) ->
          Optional.of(refused);
      case RemovePlanning.Result.Planned<RemovePersonPlan>(RemovePersonPlan plan) -> {
        removal.deleteRow(job.roomId(), plan.person()); // 2
        if (plan.stays()) { // 3
          demote(job.roomId(), plan, requestId);
        } else {
          carryOut(job.roomId(), plan, delivery.sequence(), requestId);
        }
        yield Optional.empty();
      }
    };
  }

  /** An org keeps them in the room, as a member who owns nothing (oddity 19). */
  private void demote(String roomId, RemovePersonPlan plan, String requestId) {
    if (plan.owns()) {
      var origin =
          new JobOrigin(
              requestId,
              DedupIds.roleSeed(roomId, plan.person().account(), Role.MEMBER, plan.acceptedAt()),
              Instant.ofEpochMilli(plan.emittedAt()));
      if (roles.demote(roomId, plan.person().account())) {
        roles.tell(roomId, plan.person(), origin);
      }
    }
  }

  private void carryOut(String roomId, RemovePersonPlan plan, long sequence, String requestId) {
    Person person = plan.person();
    var origin =
        new JobOrigin(
            requestId,
            DedupIds.memberSeed(roomId, person.account(), plan.acceptedAt()),
            Instant.ofEpochMilli(plan.emittedAt()));
    removal.unsubscribe(roomId, List.of(person), sequence); // 4
    removal.recount(roomId); // 5
    removal.rotate(roomId, sequence); // 6
    events.subscriptionRemoved(person, roomId, origin); // 7
    MemberRemoved removed =
        new MemberRemoved(
            plan.leaves() ? SystemMessageType.MEMBER_LEFT : SystemMessageType.MEMBER_REMOVED,
            roomId,
            List.of(person.account()),
            siteId,
            "",
            origin.timestamp());
    events.memberEvent(removed, origin); // 8
    events.localInbox(removed, origin); // 9
    events.systemMessage(said(roomId, plan), origin); // 11
    RemoteMembers.bySite(List.of(person), siteId) // 12
        .keySet()
        .forEach(site -> events.outbox(OutboxType.MEMBER_REMOVED, site, removed, origin));
    removal.tellOtherSites(roomId, List.of(person), origin); // 04 §12.6
  }

  private static SystemMessage said(String roomId, RemovePersonPlan plan) {
    String text =
        plan.leaves() ? "\"%s\" left the channel" : "\"%s\" has been removed from the channel";
    return new SystemMessage(
        roomId,
        plan.requester(),
        plan.leaves() ? SystemMessageType.MEMBER_LEFT : SystemMessageType.MEMBER_REMOVED,
        SystemMessageSuffix.REMOVED_INDIVIDUAL,
        text.formatted(plan.shown()),
        Instant.ofEpochMilli(plan.acceptedAt()), // the same on every delivery (oddity 10)
        plan.leaves()
            ? new MemberLeftData(plan.names())
            : new MemberRemovedData(plan.names(), "", "", 1));
  }
}
