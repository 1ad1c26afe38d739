package chat.roomworker;

import chat.model.DedupIds;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Role;
import chat.model.UpdateRoleRequest;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The role job (03 §9). Nobody but the member is told; there is no result. */
final class UpdateRoleJob implements RoomJobHandler {
  private final JobJournal journal;
  private final UserStore users;
  private final RoleChange roles;
  private final JobTimes times;

  UpdateRoleJob(JobJournal journal, UserStore users, RoleChange roles, JobTimes times) {
    this.journal = journal;
    this.users = users;
    this.roles = roles;
    this.times = times;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    UpdateRoleRequest job;
    try {
      job = Json.read(delivery.body(), UpdateRoleRequest.class); // 1
    } catch (MalformedJsonException e) { // hopeless input is not tried again (oddity 22)
      return new Outcome.Reject("unmarshal role-update: " + e.getMessage());
    }
    if (!job.newRole().equals(Role.OWNER) && !job.newRole().equals(Role.MEMBER)) {
      return new Outcome.Reject("unsupported role: " + job.newRole());
    }
    RolePlan plan = plan(job, delivery);
    Optional<String> refusal = change(job); // 2
    if (refusal.isPresent()) {
      return new Outcome.Reject(refusal.get());
    }
    roles.tell(job.roomId(), plan.member(), origin(job, plan, delivery.requestId())); // 3-6
    return Outcome.DONE;
  }

  private RolePlan plan(UpdateRoleRequest job, Delivery delivery) {
    return journal
        .find(delivery, RolePlan.class)
        .orElseGet(
            () ->
                journal.keep(
                    delivery,
                    new RolePlan(
                        member(job.account()), // 5, before anything is written
                        times.accepted(job.timestamp()),
                        times.now().toEpochMilli())));
  }

  private Person member(String account) {
    return users
        .find(account)
        .map(Person::of)
        .orElseThrow(() -> new IllegalStateException("user " + account + " not found"));
  }

  private Optional<String> change(UpdateRoleRequest job) {
    if (job.newRole().equals(Role.OWNER)) {
      return notFoundUnless(roles.promote(job.roomId(), job.account()), job);
    }
    // two owners may have been accepted at once to demote each other (02 §9.5)
    if (roles.isLastOwner(job.roomId(), job.account())) {
      return Optional.of("cannot demote the last owner");
    }
    return notFoundUnless(roles.demote(job.roomId(), job.account()), job);
  }

  private static Optional<String> notFoundUnless(boolean found, UpdateRoleRequest job) {
    return found
        ? Optional.empty()
        : Optional.of(
            "subscription not found for \"%s\" in room \"%s\""
                .formatted(job.account(), job.roomId()));
  }

  private static JobOrigin origin(
      UpdateRoleRequest job, RolePlan plan, @Nullable String requestId) {
    return new JobOrigin(
        requestId == null ? "" : requestId,
        DedupIds.roleSeed(job.roomId(), job.account(), job.newRole(), plan.acceptedAt()),
        Instant.ofEpochMilli(plan.emittedAt()));
  }
}
