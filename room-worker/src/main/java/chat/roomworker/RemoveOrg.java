package chat.roomworker;

import chat.model.DedupIds;
import chat.model.MemberRemoved;
import chat.model.MemberRemovedData;
import chat.model.OutboxType;
import chat.model.RemoveMemberRequest;
import chat.model.SystemMessageSuffix;
import chat.model.SystemMessageType;
import chat.runtime.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes an org, and the members whom nothing else keeps in the room (03 §8.3). */
final class RemoveOrg {
  private final RemovePlanning planning;
  private final Removal removal;
  private final JobEvents events;
  private final String siteId;

  RemoveOrg(RemovePlanning planning, Removal removal, JobEvents events, String siteId) {
    this.planning = planning;
    this.removal = removal;
    this.events = events;
    this.siteId = siteId;
  }

  Optional<Refused> remove(RemoveMemberRequest job, Delivery delivery, String requestId) {
    return switch (planning.org(job, delivery)) { // 1-3, 10
      case RemovePlanning.Result.Impossible<RemoveOrgPlan>(Refused refused) -> Optional.of(refused);
      case RemovePlanning.Result.Planned<RemoveOrgPlan>(RemoveOrgPlan plan) -> {
        carryOut(job, plan, delivery.sequence());
        tell(job, plan, origin(job, plan, requestId));
        yield Optional.empty();
      }
    };
  }

  private void carryOut(RemoveMemberRequest job, RemoveOrgPlan plan, long sequence) {
    removal.unsubscribe(job.roomId(), plan.leaving(), sequence); // 4
    removal.deleteOrgRow(job.roomId(), job.orgId()); // 5
    removal.recount(job.roomId()); // 6
    if (!plan.leaving().isEmpty()) {
      removal.rotate(job.roomId(), sequence); // 7
    }
  }

  private void tell(RemoveMemberRequest job, RemoveOrgPlan plan, JobOrigin origin) {
    plan.leaving().forEach(p -> events.subscriptionRemoved(p, job.roomId(), origin)); // 8
    if (!plan.leaving().isEmpty()) { // 9
      MemberRemoved everybody =
          removed(job, plan.leaving().stream().map(Person::account).toList(), origin);
      events.memberEvent(everybody, origin);
      events.localInbox(everybody, origin);
    }
    events.systemMessage(said(job, plan), origin); // 11, also when nobody left
    RemoteMembers.bySite(plan.leaving(), siteId) // 12
        .forEach(
            (site, there) ->
                events.outbox(
                    OutboxType.MEMBER_REMOVED, site, removed(job, there, origin), origin));
    if (!plan.leaving().isEmpty()) {
      removal.tellOtherSites(job.roomId(), plan.leaving(), origin); // 04 §12.6
    }
  }

  private static SystemMessage said(RemoveMemberRequest job, RemoveOrgPlan plan) {
    return new SystemMessage(
        job.roomId(),
        plan.requester(),
        SystemMessageType.MEMBER_REMOVED,
        SystemMessageSuffix.REMOVED_ORG,
        "\"%s\" has been removed from the channel".formatted(plan.shown()),
        Instant.ofEpochMilli(plan.acceptedAt()), // the same on every delivery (oddity 10)
        new MemberRemovedData(null, job.orgId(), plan.shown(), plan.leaving().size()));
  }

  private MemberRemoved removed(RemoveMemberRequest job, List<String> accounts, JobOrigin origin) {
    return new MemberRemoved(
        OutboxType.MEMBER_REMOVED, job.roomId(), accounts, siteId, job.orgId(), origin.timestamp());
  }

  private static JobOrigin origin(RemoveMemberRequest job, RemoveOrgPlan plan, String requestId) {
    return new JobOrigin(
        requestId,
        DedupIds.memberSeed(job.roomId(), job.orgId(), plan.acceptedAt()),
        Instant.ofEpochMilli(plan.emittedAt()));
  }
}
