package chat.roomworker;

import chat.model.AddMembersRequest;
import chat.model.DedupIds;
import chat.model.HistoryMode;
import chat.model.Ids;
import chat.model.JobOperation;
import chat.model.Json;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.Room;
import chat.model.RoomType;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The add job (03 §7): subscriptions, rows, counts, keys, then everything that tells about it. */
final class AddMembersJob implements RoomJobHandler {
  private final ExistingRooms rooms;
  private final AddPlanning planning;
  private final CurrentKey currentKey;
  private final ChannelMembers members;
  private final JoiningKeys joiningKeys;
  private final JoinAnnouncement announcement;
  private final JobReport report;

  AddMembersJob(
      ExistingRooms rooms,
      AddPlanning planning,
      CurrentKey currentKey,
      ChannelMembers members,
      JoiningKeys joiningKeys,
      JoinAnnouncement announcement,
      JobReport report) {
    this.rooms = rooms;
    this.planning = planning;
    this.currentKey = currentKey;
    this.members = members;
    this.joiningKeys = joiningKeys;
    this.announcement = announcement;
    this.report = report;
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
    AddMembersRequest job;
    try {
      job = Json.read(delivery.body(), AddMembersRequest.class); // 1
    } catch (MalformedJsonException e) {
      return new Outcome.Reject("unmarshal member.add: " + e.getMessage());
    }
    String requestId = delivery.requestId();
    if (requestId == null) {
      return new Outcome.Reject("missing X-Request-ID");
    }
    if (!Ids.isRequestId(requestId)) {
      return new Outcome.Reject("invalid X-Request-ID: must be a hyphenated UUID");
    }
    var address =
        new JobReport.Address(
            JobOperation.MEMBER_ADD, job.requesterAccount(), requestId, job.roomId());
    return report.around(address, delivery, () -> add(job, delivery, requestId)); // 18
  }

  private Optional<Refused> add(AddMembersRequest job, Delivery delivery, String requestId) {
    Room room = rooms.get(job.roomId()); // 2
    if (!room.type().equals(RoomType.CHANNEL)) {
      return Optional.of(Refused.addToNonChannel(room.type()));
    }
    return switch (planning.plan(job, room, delivery)) { // 3-9, the reads of 11
      case AddPlanning.Result.Impossible(Refused refused) -> Optional.of(refused);
      case AddPlanning.Result.NothingToDo() -> Optional.empty();
      case AddPlanning.Result.Planned(AddPlan plan) -> {
        // 15, before the writes: members without a key help nobody (oddity 16)
        if (!plan.joining().isEmpty() && currentKey.of(room.id()).isEmpty()) {
          yield Optional.of(Refused.keyAbsent(room.id()));
        }
        carryOut(new Joining(job, plan, room), delivery.sequence(), origin(job, plan, requestId));
        yield Optional.empty();
      }
    };
  }

  private void carryOut(Joining all, long sequence, JobOrigin origin) {
    Joining wanted = rooms.withoutRemovedSince(all, sequence);
    rooms.markJoining(wanted, sequence);
    members.join( // 10
        wanted.room(), wanted.people(), wanted.acceptedAt(), wanted.historySharedSince());
    members.addRows( // 11, 12
        wanted.room().id(),
        wanted.plan().rows(),
        Lists.orEmpty(wanted.job().orgs()),
        wanted.acceptedAt());
    // somebody may have been removed since, or while an earlier delivery was about to store them
    Joining joining = rooms.withoutRemovedSince(wanted, sequence);
    members.takeBack(wanted.room(), all.without(joining), wanted.acceptedAt());
    rooms.recount(joining.room().id()); // 13
    announcement.tellMembers(members.stored(joining.room().id(), joining.people()), origin); // 14
    boolean rotated = joiningKeys.handOut(joining, sequence); // 15
    announcement.tellOthers(joining, rotated, origin); // 16, 17
  }

  private static JobOrigin origin(AddMembersRequest job, AddPlan plan, String requestId) {
    return new JobOrigin(
        requestId,
        DedupIds.memberSeed(job.roomId(), job.requesterAccount(), plan.acceptedAt()),
        Instant.ofEpochMilli(plan.emittedAt()));
  }

  /** An add job on its way. */
  record Joining(AddMembersRequest job, AddPlan plan, Room room) {
    List<Person> people() {
      return plan.joining();
    }

    List<String> accounts() {
      return people().stream().map(Person::account).toList();
    }

    Instant acceptedAt() {
      return Instant.ofEpochMilli(plan.acceptedAt());
    }

    /** Null = everything; nothing but the exact mode restricts (03 §3.4). */
    @Nullable Instant historySharedSince() {
      return job.history().mode().equals(HistoryMode.NONE) ? acceptedAt() : null;
    }

    /** Those whom the other one leaves out. */
    List<Person> without(Joining other) {
      return Stream.concat(plan.joining().stream(), plan.rows().stream())
          .filter(p -> !other.plan.joining().contains(p) && !other.plan.rows().contains(p))
          .distinct()
          .toList();
    }

    boolean bringsOrgs() {
      return !Lists.orEmpty(job.orgs()).isEmpty();
    }
  }
}
