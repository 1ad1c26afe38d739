package chat.roomworker;

import chat.model.JobOperation;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.RemoveMemberRequest;
import chat.model.RoomType;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.Delivery;
import chat.runtime.Outcome;

/** The remove job (03 §8.1), of a person or of an org. */
final class RemoveMemberJob implements RoomJobHandler {
  private final RoomKeyStore keys;
  private final ExistingRooms rooms;
  private final RemovePerson removePerson;
  private final RemoveOrg removeOrg;
  private final JobReport report;

  RemoveMemberJob(
      RoomKeyStore keys,
      ExistingRooms rooms,
      RemovePerson removePerson,
      RemoveOrg removeOrg,
      JobReport report) {
    this.keys = keys;
    this.rooms = rooms;
    this.removePerson = removePerson;
    this.removeOrg = removeOrg;
    this.report = report;
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
    RemoveMemberRequest job;
    try {
      job = Json.read(delivery.body(), RemoveMemberRequest.class); // 1
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("unmarshal member.remove: " + e.getMessage());
    }
    if (!job.roomType().isEmpty() && !job.roomType().equals(RoomType.CHANNEL)) { // 2
      return new Outcome.Reject("remove-member only valid on channel rooms, got " + job.roomType());
    }
    if (job.account().isEmpty() && job.orgId().isEmpty()) {
      return new Outcome.Reject("remove-member names neither a person nor an org");
    }
    keys.get(job.roomId()); // 3: who cannot read the key must not begin
    String requestId = delivery.requestId() == null ? "" : delivery.requestId();
    boolean ofOrg = !job.orgId().isEmpty(); // 4
    var address =
        new JobReport.Address(
            ofOrg ? JobOperation.MEMBER_REMOVE_ORG : JobOperation.MEMBER_REMOVE,
            job.requester(),
            requestId,
            job.roomId());
    return report.around(
        address,
        delivery,
        () -> {
          rooms.get(job.roomId()); // nothing may be made for a room that nobody made
          return ofOrg
              ? removeOrg.remove(job, delivery, requestId)
              : removePerson.remove(job, delivery, requestId);
        });
  }
}
